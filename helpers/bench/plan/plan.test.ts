import { expect, test } from '@jest/globals';
import { plan } from './plan-process.ts';
import { planTable } from './plan-table.ts';

/** Two processes, one of them with the specs of a topic on hundreds of nodes. */
const AT_MOST_MS = 240_000;

/** The one with the fewest probes for each node. */
const TOPIC = 'DNS';

test(
  'the number of probes grows with the number of nodes, not with its square',
  async () => {
    const [few, many] = [await plan(50, [TOPIC]), await plan(500, [TOPIC])];
    expect([few.unsound, many.unsound]).toEqual([[], []]);
    const [perNode = 0, perNodeOfMany = 0] = [few, many].map(({ probes, nodes }) => (probes[TOPIC] ?? 0) / nodes);
    expect(perNode).toBeGreaterThan(10);
    expect(Math.abs(perNodeOfMany / perNode - 1)).toBeLessThan(0.1);
  },
  AT_MOST_MS,
);

test('a table shows the probes, and what each further node adds', () => {
  const plans = [
    { nodes: 5, probes: { UDP: 120, API: 50 }, passed: [], failed: [], unsound: [] },
    { nodes: 50, probes: { UDP: 1_020, API: 95 }, passed: [], failed: [], unsound: [] },
  ];
  expect(planTable(plans)).toMatchObject({
    columns: ['topic', '5 nodes', '50 nodes', 'a node more, 5 to 50'],
    rows: [
      ['API', '50', '95', '1.0'],
      ['UDP', '120', '1020', '20.0'],
    ],
  });
});
