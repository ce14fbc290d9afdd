/** The kube-proxy of each node, with the end of its log. */
import type { Cluster, ClusterNode } from '../../cluster/cluster.ts';
import type { Kube } from '../../kube/client.ts';
import type { DumpedNode } from './node-rules-facts.ts';
import type { Parts } from './parts.ts';
import { askProxy, type ProxyAnswer, proxyPodLog } from './proxies.ts';

/** Its log is empty where the node's dump has it. */
export type NodeProxy = ProxyAnswer & { readonly log: readonly string[] };

export async function proxyOn(
  kube: Kube,
  { clients }: Pick<Cluster, 'clients'>,
  { name: node, containerId }: ClusterNode,
  parts: Parts,
): Promise<NodeProxy | undefined> {
  const pod = clients.find((each) => each.hostNetwork && each.node === node);
  const what = `kube-proxy on node ${node}`;
  if (!pod) {
    parts.missing.push(`${what}: no client pod in that node's network can ask it`);
    return undefined;
  }
  const [answer, log] = await Promise.all([
    parts.take<ProxyAnswer | undefined>(what, undefined, (signal) => askProxy(kube, pod, signal)),
    containerId ? [] : parts.take<string[]>(`the log of ${what}`, [], (signal) => proxyPodLog(kube, node, signal)),
  ]);
  return answer && { ...answer, log };
}

/** What every node's kube-proxy said, and the end of its log. */
export function proxyText(proxies: readonly NodeProxy[], dumps: readonly DumpedNode[]): string {
  const sections = proxies.map(({ facts: { node }, text, log }) => {
    const lines = log.length > 0 ? log : (dumps.find((each) => each.node.name === node)?.dump.proxyLog ?? []);
    return [
      `node ${node}`,
      ...text.split('\n').map((line) => `  ${line}`),
      `  last lines of its log${lines.length > 0 ? '' : ': none can be read'}`,
      ...lines.map((line) => `    ${line}`),
    ].join('\n');
  });
  return `${sections.join('\n\n') || 'no kube-proxy could be asked'}\n`;
}
