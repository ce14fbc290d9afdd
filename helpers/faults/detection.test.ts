import { expect, test } from '@jest/globals';
import { detectionFigures, detectionText } from './detection.ts';
import type { Expected } from './judge.ts';
import { sampleRecord, sampleRun } from './sample-record.ts';

const expected = (): Expected[] => [
  { id: 'UDP-1', role: 'must fail' },
  { id: 'DNS-4', role: 'must pass' },
];
const base = { what: 'UDP is lost', because: 'a firewall', version: 2, modes: ['iptables'] as const, expected };
const trials = [
  { ...base, kind: 'fault' as const, name: 'one' },
  { ...base, kind: 'fault' as const, name: 'two' },
  { ...base, kind: 'condition' as const, name: 'three', expected: () => [] },
];
const diagnosis = ['seen: node sc-0a1b2c-agent-2 fails', 'likely: that rule is why node sc-0a1b2c-agent-2 fails'];
const seen = [
  { id: 'UDP-1', role: 'must fail', verdict: 'failed', reason: 'x', diagnosis, durationMs: 12_000 },
  { id: 'DNS-4', role: 'must pass', verdict: 'passed', reason: '', diagnosis: [], durationMs: 900 },
] as const;
const records = [
  sampleRecord({ runs: [sampleRun({ verdict: 'differs' }), sampleRun({ version: 2, seen })] }),
  sampleRecord({
    ...{ kind: 'condition', name: 'three' },
    runs: [sampleRun({ version: 2, seen: [{ ...seen[0], id: 'DNS-1', role: 'must pass' }] })],
  }),
];
const ACCUSATIONS = '| iptables | none |';

test('what was said of healthy clusters stands beside the figures', () => {
  expect(detectionText(trials, records, ACCUSATIONS)).toContain(
    `${ACCUSATIONS}\n\n## Faults, kube-proxy in mode iptables`,
  );
});

test('the figures count what was tried, caught and named, and what was accused wrongly', () => {
  expect(detectionFigures(trials, records).split('\n')[2]).toBe('| iptables | 1 of 2 | 1 | 1 | 1 | 1 of 1 | 1 |');
});

test('a fault has a line of its own, the red runs before it beside it', () => {
  const text = detectionText(trials, records, ACCUSATIONS);
  expect(text).toContain(
    '| one | UDP is lost | a firewall | as listed (version 2); before: differs (version 1) | UDP-1 | seen: node agent-2 fails; likely: that rule is why node agent-2 fails | 50 s | 2026-01-02 03:04 | abc1234 |',
  );
  expect(text).toContain('| two | UDP is lost | a firewall | not run yet |');
});

test('the matrix says after how long each requirement failed, and how many controls passed', () => {
  const text = detectionText(trials, records, ACCUSATIONS);
  expect(text).toContain('| fault | UDP-1 | controls passed |');
  expect(text).toContain('| one | 12 s | 1 of 1 |');
});

test.each([
  ['failed', 'must pass', '**accused**'],
  ['passed', 'must fail', '**missed**'],
  ['inconclusive', 'must fail', '?'],
  ['skipped', 'must fail', '-'],
] as const)('%s where it %s', (verdict, role, cell) => {
  const run = sampleRun({ version: 2, seen: [{ ...seen[0], verdict, role }] });
  expect(detectionText(trials, [sampleRecord({ runs: [run] })], ACCUSATIONS)).toMatch(
    new RegExp(`\\| one \\| ${cell.replaceAll(/[*?]/g, '\\$&')} \\| \\d of \\d \\|`),
  );
});

test('a diagnosis that the fault did not last does not name it', () => {
  const misnamed = [{ ...seen[0], diagnosis: ['seen: what failed did not last: asked again, all was well'] }];
  const [, , row] = detectionFigures(trials, [
    sampleRecord({ runs: [sampleRun({ version: 2, seen: misnamed })] }),
  ]).split('\n');
  expect(row).toBe('| iptables | 1 of 2 | 1 | 0 | 1 | 0 of 1 | 0 |');
});
