import { expect, test } from '@jest/globals';
import { trialLines } from './lines.ts';
import { sampleRecord, sampleRun } from './sample-record.ts';

const seen = (id: string, role: 'must fail' | 'must pass', verdict: 'failed' | 'passed' | 'skipped', reason = '') => ({
  ...{ id, role, verdict, reason, diagnosis: [], durationMs: 1 },
});

test('a trial that went as listed is one line', () => {
  const run = sampleRun({
    seen: [seen('UDP-1', 'must fail', 'failed', 'x'), seen('UDP-5', 'must fail', 'skipped', 'y')],
  });
  expect(trialLines(sampleRecord(), run)).toBe(
    'fault one in mode iptables: as listed in 50 s; asked 2, caught by UDP-1',
  );
});

test('what is not as listed, what was left behind and what went wrong have a line each', () => {
  const run = sampleRun({
    verdict: 'differs',
    seen: [seen('UDP-1', 'must fail', 'passed'), seen('DNS-4', 'must pass', 'failed', 'no SRV record')],
    out: { passed: [], notAsBefore: ['node a: routes lacks "default"'] },
    errors: ['node a died'],
  });
  expect(trialLines(sampleRecord(), run).split('\n').slice(1)).toEqual([
    '  UDP-1 must fail, and passed: ',
    '  DNS-4 must pass, and failed: no SRV record',
    '  not as before: node a: routes lacks "default"',
    '  node a died',
  ]);
});
