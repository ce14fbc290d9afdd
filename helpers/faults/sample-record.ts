/** For tests: a kept record, whole. */
import { promiseBounds } from '../bounds.ts';
import type { TrialRecord, TrialRun } from './record.ts';

export function sampleRun(stated: Partial<TrialRun> = {}): TrialRun {
  return {
    ...{ version: 1, startedAt: '2026-01-02T03:04:05.000Z', durationMs: 50_000, commit: 'abc1234', machine: '2 cores' },
    ...{ bounds: promiseBounds({}), verdict: 'as listed', seen: [] },
    ...{ out: { passed: ['CLUSTERIP-1'], notAsBefore: [] }, errors: [] },
    ...stated,
  };
}

export function sampleRecord(stated: Partial<TrialRecord> = {}): TrialRecord {
  return {
    ...{ kind: 'fault', name: 'one', mode: 'iptables', kubernetesVersion: 'v1.36.3', runs: [sampleRun()] },
    ...stated,
  };
}
