import type { ClusterNode } from '../../cluster/cluster.ts';
import { withSignal } from '../../kube/client.ts';
import type { Ground } from '../fault.ts';

interface PodRange {
  readonly node: ClusterNode;
  /** IPv4. */
  readonly range: string;
}

/** Two nodes with the ranges of their pods; kube-dns has no pod on the second, so that names still resolve. */
export async function podRanges({ cluster, kube, signal }: Ground): Promise<[PodRange, PodRange]> {
  const { items } = await kube.core.listNode({}, withSignal(signal));
  const dns = await kube.core.listNamespacedPod(
    { namespace: 'kube-system', labelSelector: 'k8s-app=kube-dns' },
    withSignal(signal),
  );
  const withDns = dns.items.map(({ spec }) => spec?.nodeName);
  const ranges = cluster.nodes.flatMap((node) => {
    const { podCIDRs = [] } = items.find(({ metadata }) => metadata?.name === node.name)?.spec ?? {};
    return podCIDRs.filter((each) => each.includes('.')).map((range) => ({ node, range }));
  });
  const to = ranges.findLast(({ node }) => !withDns.includes(node.name));
  const from = ranges.find((each) => each !== to);
  if (!from || !to) throw new Error('two nodes with IPv4 pods are needed, one of them without kube-dns');
  return [from, to];
}
