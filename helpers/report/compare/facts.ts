import { formatDuration } from '../duration.ts';
import type { RunReport } from '../results.ts';

/** Something about the two runs that is not the same. */
export interface Difference {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** What differs in the clusters and in how they were checked. Names of nodes do not count: a throwaway cluster has its own each time. */
export function differences(a: RunReport, b: RunReport): Difference[] {
  const [of, other] = [factsOf(a), factsOf(b)];
  const facts = Object.keys(of).flatMap((name) => {
    const [one = '–', two = '–'] = [of[name], other[name]];
    return one === two ? [] : [{ name, a: one, b: two }];
  });
  return [...facts, ...featuresThatDiffer(a, b)];
}

/** Features that only one of them supports, a line each. */
function featuresThatDiffer(a: RunReport, b: RunReport): Difference[] {
  const [of, other] = [supportedIn(a), supportedIn(b)];
  const [one, two] = [of.filter((name) => !other.includes(name)), other.filter((name) => !of.includes(name))];
  if (one.length + two.length === 0) return [];
  return [{ name: 'supported only here', a: one.join('\n') || '–', b: two.join('\n') || '–' }];
}

function supportedIn({ features }: RunReport): string[] {
  return features.flatMap(({ name, supported }) => (supported ? name : []));
}

function factsOf({ suite, cluster, outsideClient, bounds }: RunReport): Record<string, string | undefined> {
  const limits = Object.entries(bounds).map(([name, ms]) => [`bound ${name}`, formatDuration(ms)]);
  return {
    Kubernetes: cluster?.kubernetesVersion,
    cluster: cluster?.kind,
    'kube-proxy': cluster?.proxyMode,
    nodes: cluster?.nodes.length.toString(),
    'IP families': cluster?.ipFamilies.join(' and '),
    'service ranges': cluster?.serviceRanges.join(', '),
    nodePorts: cluster ? `${cluster.nodePortRange.from}–${cluster.nodePortRange.to}` : undefined,
    "nodes' image": cluster?.images.k3s,
    "backends' image": cluster?.images.nginx,
    'outside client': outsideClient ?? undefined,
    suite: suite.version,
    ...Object.fromEntries(limits),
  };
}
