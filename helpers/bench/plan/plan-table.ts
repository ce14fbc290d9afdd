import type { Table } from '../../report/results.ts';
import type { Plan } from './run-plan.ts';

/** As it is kept in docs/plan.json. */
export type Planned = Pick<Plan, 'nodes' | 'probes'>;

/** Probes for each node that one plan has more than the other, for each that it has more: what does not grow is left out. */
function growthPerNode(from: Planned, to: Planned, topic: string): number {
  return ((to.probes[topic] ?? 0) - (from.probes[topic] ?? 0)) / (to.nodes - from.nodes);
}

/** Topics by row, plans by column, and how much each further node adds from one plan to the next. */
export function planTable(plans: readonly Planned[]): Table {
  const topics = Object.keys(plans[0]?.probes ?? {}).sort();
  const steps = plans.slice(1).flatMap((to, index) => {
    const from = plans[index];
    return from ? [{ from, to }] : [];
  });
  return {
    title: 'Probes that the specs send, by topic and number of nodes, and how many each further node adds',
    columns: [
      'topic',
      ...plans.map(({ nodes }) => `${nodes} nodes`),
      ...steps.map(({ from, to }) => `a node more, ${from.nodes} to ${to.nodes}`),
    ],
    rows: topics.map((topic) => [
      topic,
      ...plans.map(({ probes }) => String(probes[topic] ?? 0)),
      ...steps.map(({ from, to }) => growthPerNode(from, to, topic).toFixed(1)),
    ]),
  };
}
