/**
 * `npm run bench:plan`: how many probes the specs send on simulated clusters of 5, 50 and 500 nodes, by topic, and how that grows. Where
 * no topic is named it is kept in docs/plan.json, beside plans for other numbers of nodes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../report/atomic-file.ts';
import { ruledText } from '../report/table.ts';
import { plan } from './plan/plan-process.ts';
import { type Planned, planTable } from './plan/plan-table.ts';

const KEPT = fileURLToPath(new URL('../../docs/plan.json', import.meta.url));

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '5,50,500' }, topic: { type: 'string', multiple: true, default: [] } },
});
const plans: Planned[] = [];
for (const nodes of values.nodes.split(',').map(Number)) {
  const { probes, unsound } = await plan(nodes, values.topic);
  for (const line of unsound) console.error(`${nodes} nodes: ${line}`);
  if (unsound.length > 0) process.exitCode = 1;
  else plans.push({ nodes, probes });
}
console.log(ruledText(planTable(plans)));
if (values.topic.length === 0) {
  const others = (JSON.parse(readFileSync(KEPT, 'utf8')) as Planned[]).filter(
    (kept) => !plans.some(({ nodes }) => nodes === kept.nodes),
  );
  const all = [...others, ...plans].sort((a, b) => a.nodes - b.nodes);
  writeAtomically(KEPT, `${JSON.stringify(all, null, 2)}\n`);
  console.log('npm run docs    # puts it into the README');
}
