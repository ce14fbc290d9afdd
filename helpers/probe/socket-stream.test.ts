import { expect, test } from '@jest/globals';
import type { ProbeRequest } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { SocketStream } from './socket-stream.ts';

const first: ProbeRequest = {
  target: { kind: 'ClusterIP', host: '198.18.0.1', port: 53, protocol: 'UDP' },
  token: 'a',
  timeoutMs: 900,
};

test('one line asks for all, with a place for the number of each', () => {
  expect(new SocketStream(first, 99.5, 'n1', new ProgramClock()).input()).toBe(
    'stream udp 198.18.0.1 53 900 100 /?probe=a-~\n',
  );
});

test('what has come is numbered from 1, and what breaks it is a probe of its own after the last', () => {
  const stream = new SocketStream(first, 100, 'n1', new ProgramClock());
  for (const at of [1, 2]) {
    stream.add({ kind: 'begin', value: `${at}000000`, before: '' }, at * 1000);
    stream.add({ kind: 'end', value: `receive 124 ${at}900000`, before: '' }, at * 1000 + 900);
  }
  stream.add({ kind: 'begin', value: '3000000', before: '' }, 3000);
  const tokens = (results: { outcome: string; request: ProbeRequest }[]) =>
    results.map(({ outcome, request }) => [request.token, outcome]);
  const over = [
    ['a-1', 'timeout'],
    ['a-2', 'timeout'],
  ];
  expect(tokens(stream.soFar())).toEqual(over);
  expect([stream.ended, ...tokens(stream.results('the exec broke'))]).toEqual([false, ...over, ['a-3', 'broken']]);
  stream.add({ kind: 'stopped', value: '4000000', before: '' }, 4000);
  expect([stream.ended, ...tokens(stream.results('the exec broke'))]).toEqual([true, ...over]);
});
