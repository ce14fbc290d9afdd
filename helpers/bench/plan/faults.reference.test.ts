/** Every fault of the reference cluster, with the whole catalogue: exactly what must fail because of it fails. */
import { afterAll, expect, test } from '@jest/globals';
import { FAULTS } from '../../cluster/reference/faults/all.ts';
import { PlanPool } from './plan-pool.ts';

const AT_MOST_MS = 240_000;
const NODES = 3;

const pool = new PlanPool();
const plan = (fault: string) => pool.plan({ nodes: NODES, topics: [], fault });

afterAll(() => pool[Symbol.asyncDispose]());

/** The ids at the start of each line. */
const idsOf = (lines: readonly string[]) => lines.map((line) => line.slice(0, line.indexOf(':'))).sort();

test.concurrent(
  'where routing is right, nothing fails and nothing is in doubt',
  async () => {
    const { failed, unsound } = await plan('');
    expect({ failed, unsound }).toEqual({ failed: [], unsound: [] });
  },
  AT_MOST_MS,
);

test.concurrent.each(Object.entries(FAULTS))(
  '%s',
  async (name, { mustFail, cannotTell = [] }) => {
    const { failed, unsound } = await plan(name);
    expect(failed.toSorted()).toEqual(mustFail.toSorted());
    expect(idsOf(unsound)).toEqual([...mustFail, ...cannotTell].sort());
  },
  AT_MOST_MS,
);
