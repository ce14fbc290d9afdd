/**
 * Every fault of the reference cluster: what must fail because of it fails, and nothing else of what is asked. Beside the requirements
 * that it concerns ten controls are asked each time; `npm run bench:faults` asks the whole catalogue.
 */
import { afterAll, expect, test } from '@jest/globals';
import { CONDITIONS } from '../../cluster/reference/conditions/all.ts';
import { FAULTS } from '../../cluster/reference/faults/all.ts';
import { faultPlan } from './fault-plan.ts';
import { idsOf } from './ids-of.ts';
import { PlanPool } from './plan-pool.ts';
import type { PlanRequest } from './plan-process.ts';

const AT_MOST_MS = 600_000;
const NODES = 3;

/** One of each topic, of those that show most and ask little. */
const CONTROLS = [
  ...['ARTICLE-5', 'ARTICLE-7', 'CLUSTERIP-1', 'NODEPORT-1', 'BACKENDS-9'],
  ...['POLICY-1', 'PORTS-1', 'DNS-1', 'SOURCE-1', 'UDP-1'],
];

const pool = new PlanPool();
afterAll(() => pool[Symbol.asyncDispose]());

test.concurrent.each([1, NODES])(
  'where nothing is wrong, nothing of the whole catalogue fails and nothing is in doubt, on %i nodes',
  async (nodes) => {
    const { failed, unsound } = await pool.plan({ nodes, focus: [], fault: '' });
    expect({ failed, unsound }).toEqual({ failed: [], unsound: [] });
  },
  AT_MOST_MS,
);

test.concurrent.each(Object.entries(FAULTS))(
  'is caught: %s',
  async (fault, { mustFail, cannotTell = [], byChance = [], othersMayFail }) => {
    if (othersMayFail) {
      const { failed } = await pool.plan({ nodes: NODES, focus: mustFail, fault });
      expect(failed.toSorted()).toEqual(mustFail.toSorted());
      return;
    }
    const focus = [...mustFail, ...cannotTell, ...CONTROLS].filter((id) => !byChance.includes(id));
    const plan = (request: PlanRequest) => pool.plan(request);
    const { failed, unsound } = await faultPlan(plan, { nodes: NODES, focus, fault }, { mustFail });
    expect(failed.toSorted()).toEqual(mustFail.toSorted());
    expect(idsOf(unsound)).toEqual([...mustFail, ...cannotTell].sort());
  },
  AT_MOST_MS,
);

test.concurrent.each(Object.entries(CONDITIONS))(
  'accuses nobody: %s',
  async (fault, { concerns = [] }) => {
    const { failed, unsound } = await pool.plan({ nodes: NODES, focus: [...CONTROLS, ...concerns], fault });
    expect({ failed, unsound }).toEqual({ failed: [], unsound: [] });
  },
  AT_MOST_MS,
);
