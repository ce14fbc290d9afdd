/**
 * `npm run bench:plan`: how many probes the specs send on simulated clusters of 5, 50 and 500 nodes, by topic, and how that grows. What
 * was planned without a doubt is kept in docs/plan.json, beside other topics and numbers of nodes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../report/atomic-file.ts';
import { ruledText } from '../report/table.ts';
import { commandLine, countOf } from '../run/command-line.ts';
import { plan } from './plan/plan-process.ts';
import { type Planned, planTable } from './plan/plan-table.ts';

const KEPT = fileURLToPath(new URL('../../docs/plan.json', import.meta.url));

const { counts, topics } = commandLine('npm run bench:plan -- [--nodes 5,50,500] [--topic TOPIC]…', () => {
  const { values } = parseArgs({
    options: { nodes: { type: 'string', default: '5,50,500' }, topic: { type: 'string', multiple: true, default: [] } },
  });
  return { counts: values.nodes.split(',').map((each) => countOf('--nodes', each)), topics: values.topic };
});
const kept = new Map((JSON.parse(readFileSync(KEPT, 'utf8')) as Planned[]).map((each) => [each.nodes, each]));
const plans: Planned[] = [];
for (const nodes of counts) {
  const { probes, unsound } = await plan(nodes, topics);
  for (const line of unsound) console.error(`${nodes} nodes: ${line}`);
  if (unsound.length > 0) process.exitCode = 1;
  plans.push({ nodes, probes });
  const sound = Object.entries(probes).filter(([topic]) => !unsound.some((line) => line.startsWith(`${topic}-`)));
  kept.set(nodes, { nodes, probes: { ...kept.get(nodes)?.probes, ...Object.fromEntries(sound) } });
  const all = [...kept.values()].sort((a, b) => a.nodes - b.nodes);
  writeAtomically(KEPT, `${JSON.stringify(all, null, 2)}\n`);
}
console.log(ruledText(planTable(plans)));
console.log('npm run docs    # puts it into the README');
