/** Every fault of the reference cluster, with the whole catalogue: exactly what must fail because of it fails. */
import { expect, test } from '@jest/globals';
import { FAULTS } from '../../cluster/reference/faults/all.ts';
import { plan } from './plan-process.ts';

const AT_MOST_MS = 240_000;
const NODES = 3;

/** The ids at the start of each line. */
const idsOf = (lines: readonly string[]) => lines.map((line) => line.slice(0, line.indexOf(':'))).sort();

test.concurrent.each([1, NODES])(
  'where routing is right, nothing fails and nothing is in doubt, on %i nodes',
  async (nodes) => {
    const { failed, unsound } = await plan(nodes, []);
    expect({ failed, unsound }).toEqual({ failed: [], unsound: [] });
  },
  AT_MOST_MS,
);

test.concurrent.each(Object.entries(FAULTS))(
  '%s',
  async (name, { mustFail, cannotTell = [] }) => {
    const { failed, unsound } = await plan(NODES, [], name);
    expect(failed.toSorted()).toEqual(mustFail.toSorted());
    expect(idsOf(unsound)).toEqual([...mustFail, ...cannotTell].sort());
  },
  AT_MOST_MS,
);
