import { expect, test } from '@jest/globals';
import type { ProbeRequest } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { SocketBatch } from './socket-batch.ts';

const request = (token: string, protocol: 'TCP' | 'UDP' = 'UDP'): ProbeRequest => ({
  target: { kind: 'ClusterIP', host: 'fd00::1', port: 53, protocol },
  token,
  timeoutMs: 900,
});
const OURS = '<!-- service-conformance n1 web/a -->\n';
const short = (batch: SocketBatch) => batch.results('the exec broke').map(({ outcome, detail }) => [outcome, detail]);

function ended(stage: string, before: string, asked = request('a')): SocketBatch {
  const batch = new SocketBatch('flow', [asked], 'n1', new ProgramClock());
  batch.add({ kind: 'begin', value: '1000', before: '' }, 1000);
  batch.add({ kind: 'end', value: `${stage} 2000`, before }, 1001);
  return batch;
}

test('a line for each request', () => {
  expect(new SocketBatch('once', [request('a'), request('b')], 'n1', new ProgramClock()).input()).toBe(
    'once udp fd00::1 53 900 /?probe=a\nonce udp fd00::1 53 900 /?probe=b\n',
  );
  expect(new SocketBatch('flow', [request('a', 'TCP')], 'n1', new ProgramClock()).input()).toBe(
    'flow tcp fd00::1 53 900 GET /?probe=a HTTP/1.1\\r\\nHost: [fd00::1]:53\\r\\n\\r\\n\n',
  );
});

test('what came counts, what is missing is broken, and times are those of this clock', () => {
  const requests = [request('a'), request('b'), request('c')];
  const batch = new SocketBatch('once', requests, 'n1', new ProgramClock());
  batch.add({ kind: 'begin', value: '7000000', before: '' }, 1030);
  batch.add({ kind: 'silence', value: '8000000', before: '' }, 2007.5);
  batch.add({ kind: 'end', value: 'receive 0 8002500', before: OURS }, 2013);
  batch.add({ kind: 'begin', value: '8003000', before: '' }, 2013);
  expect([batch.ended, batch.over]).toEqual([false, false]);
  const from = Date.now();
  const results = batch.results('the exec broke');
  expect(results).toEqual([
    { request: requests[0], outcome: 'answered', detail: '', backend: 'web/a', sentAt: 1007.5, totalMs: 1002.5 },
    { request: requests[1], outcome: 'broken', detail: 'the exec broke', sentAt: 2010.5, totalMs: 0 },
    { request: requests[2], outcome: 'broken', detail: 'the exec broke', sentAt: expect.any(Number), totalMs: 0 },
  ]);
  // One that was not begun has no time of its own.
  expect(results[2]?.sentAt).toBeGreaterThanOrEqual(from);
});

/** What a REJECT in the OUTPUT chain of the sender's own host makes of a datagram. */
const NOT_PERMITTED_SINCE_REFUSED =
  "bash: line 9: echo: write error: Operation not permitted\ndd: error reading 'standard input': Connection refused\n";
const REFUSED = 'bash: line 9: echo: write error: Connection refused';
test.each([
  ['send 1', REFUSED, 'refused', REFUSED, false],
  ['send 1', 'bash: line 9: echo: write error: Operation not permitted\n', 'unroutable', /not permitted$/, false],
  ['send 1', NOT_PERMITTED_SINCE_REFUSED, 'refused', /not permitted; .*refused$/, false],
  ['receive 1', "dd: error reading 'standard input': Connection refused\n", 'refused', /refused$/, false],
  ['open 1', 'bash: a: Name or service not known\nbash: /dev/udp/a/1: Invalid argument', 'unroutable', /;/, true],
  ['open 1', 'bash: a: Temporary failure in name resolution', 'broken', /resolution$/, false],
  ['receive 127', 'bash: line 9: timeout: command not found\n', 'broken', /not found$/, false],
  ['receive 1', '', 'broken', 'exit code 1 without a word', false],
  ['receive 124', '', 'timeout', 'no reply within 900 ms', false],
])('over UDP: %s, %j', (stage, before, outcome, detail, over) => {
  const batch = ended(stage, before);
  const expected = typeof detail === 'string' ? detail : expect.stringMatching(detail);
  expect([...(short(batch)[0] ?? []), batch.over]).toEqual([outcome, expected, over]);
});

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 38\r\n\r\n';
test.each([
  ['receive 0', HEAD + OURS, 'answered', '', false],
  ['receive 124', HEAD, 'timeout', 'accepted the connection, then: no whole answer within 900 ms', false],
  ['open 124', 'Interrupted system call', 'timeout', 'no connection within 900 ms', true],
  ['open 1', 'bash: connect: Connection refused', 'refused', 'bash: connect: Connection refused', true],
  ['open 1', 'bash: Connection reset by peer', 'stranger', /^accepted .*reset by peer$/, true],
  ['closed 0', HEAD + OURS, 'stranger', 'accepted the connection, then: closed by the other side', true],
  ['send 1', 'echo: Broken pipe', 'stranger', 'accepted the connection, then: echo: Broken pipe', true],
  ['receive 1', 'dd: No route to host', 'stranger', 'accepted the connection, then: dd: No route to host', true],
  ['receive 127', 'dd: command not found', 'broken', 'dd: command not found', false],
  ['long 0', HEAD + OURS, 'stranger', 'accepted the connection, then: its answer is longer than 65536 bytes', true],
])('over TCP: %s, %j', (stage, before, outcome, detail, over) => {
  const batch = ended(stage, before, request('a', 'TCP'));
  const expected = typeof detail === 'string' ? detail : expect.stringMatching(detail);
  expect([...(short(batch)[0] ?? []), batch.over]).toEqual([outcome, expected, over]);
});

/** What a connection of one probe's own came to, which the program tells apart from how it ended. */
function connection(came: string, stage: string, words = ''): SocketBatch {
  const batch = new SocketBatch('once', [request('a', 'TCP')], 'n1', new ProgramClock());
  batch.add({ kind: 'begin', value: '1000', before: '' }, 1000);
  batch.add({ kind: 'came', value: '1500', before: came }, 1000.5);
  batch.add({ kind: 'end', value: `${stage} 2000`, before: words }, 1001);
  return batch;
}

const ANSWER = HEAD + OURS;
const NOT_FOUND = ANSWER.replace('200 OK', '404 Not Found');
test.each([
  ['a whole answer before it was closed', ANSWER, 'closed 0', '', 'answered', '', 'web/a', 200],
  ['a whole answer of another status', NOT_FOUND, 'closed 0', '', 'answered', '', 'web/a', 404],
  [
    'half an answer before it was closed',
    HEAD,
    'closed 0',
    '',
    'stranger',
    /closed by the other side$/,
    undefined,
    200,
  ],
  [
    'silence after half an answer',
    HEAD,
    'receive 124',
    '',
    'timeout',
    /no whole answer within 900 ms$/,
    undefined,
    200,
  ],
  ['a whole answer and no end of it', ANSWER, 'receive 124', '', 'timeout', /no whole answer/, 'web/a', 200],
  ['nothing, and an error', '', 'receive 1', 'dd: Connection reset by peer', 'stranger', /reset/, undefined, undefined],
])('%s', (_, came, stage, words, outcome, detail, backend, status) => {
  const [result] = connection(came, stage, words).results('the exec broke');
  const told = { outcome: result?.outcome, backend: result?.backend, status: result?.status };
  expect(told).toEqual({ outcome, backend, status });
  expect(result?.detail).toMatch(detail);
});
