import { expect, test } from '@jest/globals';
import type { ProbeResult } from '../probe/probe.ts';
import { trafficMessage } from './failure-message.ts';
import type { Silence } from './observation.ts';
import { CLUSTER_IP } from './scripted-client.ts';

const CELL = {
  ...{ client: 'pod suite/client', target: 'ClusterIP 10.43.0.7:80 of shop/web', expected: 'silence', holds: null },
  ...{ probes: 2, outcomes: { timeout: 2 }, missChance: null, settledMs: null, latencyMs: null, control: null },
  repeat: 'curl http://10.43.0.7:80/',
};

function probe(about: Partial<ProbeResult>): ProbeResult {
  const request = { target: CLUSTER_IP, token: '', timeoutMs: 3_000 };
  return { request, outcome: 'timeout', sentAt: 1_000, totalMs: 10, detail: '', ...about };
}

/** The lines of one observation's text below its first, without what every one has. */
function details(results: readonly ProbeResult[], cell: object = {}): string[] {
  const observed = { requirement: 'SAMPLE-1', cell: { ...CELL, backends: {}, ...cell }, evidence: null };
  const text = trafficMessage(observed as unknown as Silence, 'it is wrong', results, () => false);
  const [head, expected, ...lines] = text.split('\n');
  expect([head, expected]).toEqual([
    'SAMPLE-1: pod suite/client -> ClusterIP 10.43.0.7:80 of shop/web: it is wrong',
    '  expected: silence',
  ]);
  expect(lines.pop()).toBe('  repeat: curl http://10.43.0.7:80/');
  return lines.filter((line) => !line.startsWith('  timeline: '));
}

test('without a probe there is no time and nothing in its words', () => {
  expect(details([])).toEqual(['  seen: 2 probes in 0 ms: 2 timeout']);
});

test('it names every backend that answered, and the time from the first probe to the end of the last', () => {
  const results = [probe({ sentAt: 1_000 }), probe({ sentAt: 1_200 }), probe({ sentAt: 1_500, totalMs: 250 })];
  expect(details(results, { backends: { 'shop/a': 1, 'shop/b': 2 } })).toEqual([
    '  seen: 2 probes in 750 ms: 2 timeout; by backend: shop/a 1, shop/b 2',
  ]);
});

test('what the control saw is beside it', () => {
  const control = { target: 'pod IP 10.42.0.5:80', outcomes: { answered: 2 } };
  expect(details([], { control }).at(-1)).toBe('  control: pod IP 10.42.0.5:80: 2 answered');
});

test('words that differ in a time alone are one kind, whatever its digits, and four kinds are shown', () => {
  const after = (time: string) => probe({ detail: `timed out after ${time}, twice` });
  const kinds = ['b', 'c', 'd', 'e'].map((detail) => probe({ detail, outcome: 'refused' }));
  expect(details([after('3001 ms'), after('7 ms'), after('3002 milliseconds'), ...kinds]).slice(1)).toEqual([
    '    2 x timeout: timed out after … ms, twice',
    '    1 x timeout: timed out after … milliseconds, twice',
    '    1 x refused: b',
    '    1 x refused: c',
  ]);
});
