/** `npm run bench:plan`: how many probes the specs send on simulated clusters of 5, 50 and 500 nodes, by topic, and how that grows. */
import { parseArgs } from 'node:util';
import { ruledText } from '../report/table.ts';
import { plan } from './plan/plan-process.ts';
import { planTable } from './plan/plan-table.ts';

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '5,50,500' }, topic: { type: 'string', multiple: true, default: [] } },
});
const plans = [];
for (const nodes of values.nodes.split(',').map(Number)) {
  const made = await plan(nodes, values.topic);
  for (const line of made.unsound) console.error(`${nodes} nodes: ${line}`);
  if (made.unsound.length > 0) process.exitCode = 1;
  plans.push(made);
}
console.log(ruledText(planTable(plans)));
