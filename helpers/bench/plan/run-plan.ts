import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster/cluster.ts';
import { readFacts } from '../../cluster/facts.ts';
import { kubeconfigOf } from '../../cluster/reference/kubeconfig.ts';
import { listenSomewhere } from '../../cluster/reference/listen.ts';
import { referenceCluster } from '../../cluster/reference/reference-cluster.ts';
import type { Wrappers } from '../../cluster/reference/wrappers.ts';
import { judged } from '../../expect/judged.ts';
import { unmetNeed } from '../../expect/needs.ts';
import { Kube } from '../../kube/client.ts';
import { createNamespace } from '../../kube/namespace.ts';
import { tokens } from '../../probe/token.ts';
import { REQUIREMENTS, type RequirementId, requirementOf, topicOf } from '../../requirements.ts';
import { startClientPods } from '../../run/client-pods.ts';
import { RUN_CONTEXT_VARIABLE, writeRunContext } from '../../run/context.ts';
import { specFiles } from '../../run/spec-files.ts';
import { countedFor, counts } from './count.ts';
import { sendThrough } from './counting-client.ts';
import { ends } from './jest-globals.ts';
import { bodies } from './requirement.ts';

const NONCE = 'plan';
const IMAGE = 'none';

export interface Plan {
  readonly nodes: number;
  /** Probes by topic. */
  readonly probes: Readonly<Record<string, number>>;
  /** Ids of requirements that passed, and of those that failed. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Requirements that neither passed nor were skipped, with their reason: what they sent is no plan. */
  readonly unsound: readonly string[];
}

/** @param focus topics, or ids of requirements; all if there is none. @param folder an empty one. @param wrappers of a fault, if the cluster has one. */
export async function planOf(
  nodes: number,
  focus: readonly string[],
  folder: string,
  wrappers: Wrappers = {},
): Promise<Plan> {
  const reference = await listenSomewhere((place) =>
    referenceCluster({
      ...place,
      nodes,
      mode: 'iptables',
      listeners: false,
      wrappers,
    }),
  );
  using _cluster = reference;
  sendThrough(reference.world, NONCE);
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(reference.server));
  await using kube = Kube.fromFile(kubeconfig);
  const { signal } = new AbortController();
  const { name } = await createNamespace(kube, 'plan-clients', {});
  const names = reference.addresses.nodes.map((node) => node.name);
  const clients = await startClientPods(kube, name, IMAGE, names, signal);
  const cluster: Cluster = {
    ...{ kind: 'reference', runId: 'plan', kubeconfig, proxyMode: 'iptables', clients, outside: { kind: 'process' } },
    nodes: reference.addresses.nodes.map((node) => ({ name: node.name, internalIPs: [node.internalIP] })),
    images: { k3s: IMAGE, nginx: IMAGE },
    ...(await readFacts(kube)),
  };
  counts.clear();
  const selected = REQUIREMENTS.map(({ id }) => id).filter(
    (id) => focus.length === 0 || focus.includes(topicOf(id)) || focus.includes(id),
  );
  const context = join(folder, 'run.json');
  writeRunContext(context, { cluster, nonce: NONCE, selected, pairs: 'few', recordsDir: folder, labels: {} });
  process.env[RUN_CONTEXT_VARIABLE] = context;
  const found: Found = { passed: [], failed: [], unsound: [] };
  for (const { path, ids } of specFiles()) {
    const wanted = selected.filter((id) => ids.includes(id));
    if (wanted.length === 0) continue;
    await import(path);
    await Promise.all(wanted.map((id) => runOne(id, cluster, found)));
    for (const end of ends.splice(0)) await end();
  }
  return { nodes, probes: Object.fromEntries(counts), ...found };
}

interface Found {
  readonly passed: string[];
  readonly failed: string[];
  readonly unsound: string[];
}

async function runOne(id: RequirementId, cluster: Cluster, { passed, failed, unsound }: Found): Promise<void> {
  const entry = requirementOf(id);
  const { body, within } = bodies.get(id) ?? {};
  if (!body) throw new Error(`no spec checks ${id}`);
  const unmet = unmetNeed(entry.needs, cluster);
  const work = () => judged(entry, tokens(NONCE), unmet, body, within);
  const { verdict, reason } = await countedFor(topicOf(id), work);
  if (verdict === 'passed') passed.push(id);
  if (verdict === 'failed') failed.push(id);
  if (verdict !== 'passed' && verdict !== 'skipped')
    unsound.push(reason.startsWith(`${id}: `) ? reason : `${id}: ${reason}`);
}
