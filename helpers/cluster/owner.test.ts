import { expect, test } from '@jest/globals';
import { runLabels } from './labels.ts';
import { isAlive, thisProcess } from './owner.ts';
import type { Processes } from './processes.ts';

const here: Processes = { host: 'here', startOf: (pid) => (pid === 7 ? 'monday' : undefined) };
const owned = (host: string, pid: number, started: string) =>
  runLabels({ runId: 'r', owner: { host, pid, started }, expiresAt: 1_000 });

test.each([
  ['its process runs here', owned('here', 7, 'monday'), 500, true],
  ['its process is gone', owned('here', 8, 'monday'), 500, false],
  ['its process id is used again', owned('here', 7, 'sunday'), 500, false],
  ['it runs elsewhere and is not over yet', owned('there', 8, 'monday'), 1_000, true],
  ['it ran elsewhere and is over', owned('there', 8, 'monday'), 1_001, false],
  ['its process runs here, long after its end', owned('here', 7, 'monday'), 1_001, false],
  ['its labels cannot be read', { 'service-conformance/run': 'r' }, 500, false],
])('%s', (_, labels, now, alive) => {
  expect(isAlive(labels, here, now)).toBe(alive);
});

test('this process is alive', () => {
  expect(isAlive(runLabels({ runId: 'r', owner: thisProcess(), expiresAt: Date.now() + 60_000 }))).toBe(true);
});
