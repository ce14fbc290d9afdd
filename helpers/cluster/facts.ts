import { isNotFound, unlessForbidden } from '../kube/api-error.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import type { Cluster, NodePortRange } from './cluster.ts';
import { nodePortsByRefusal, rangesByRefusal } from './existing/ranges.ts';

/** k3s' own choices, where neither the API nor the arguments say otherwise. */
const DEFAULT_SERVICE_RANGES = '10.43.0.0/16';
const DEFAULT_NODE_PORT_RANGE = '30000-32767';

export type ClusterFacts = Pick<Cluster, 'kubernetesVersion' | 'serviceRanges' | 'nodePortRange' | 'ipFamilies'>;

/** @param serverArgs of k3s: the API server tells its node port range to nobody. */
export async function readFacts(
  kube: Kube,
  serverArgs: readonly string[] = [],
  signal?: AbortSignal,
): Promise<ClusterFacts> {
  const [{ gitVersion }, listed] = await Promise.all([
    kube.version.getCode(withSignal(signal)),
    serviceRanges(kube, signal),
  ]);
  const ranges = listed ?? argument(serverArgs, 'service-cidr', DEFAULT_SERVICE_RANGES).split(',');
  return {
    kubernetesVersion: gitVersion,
    serviceRanges: ranges,
    nodePortRange: nodePortRange(argument(serverArgs, 'service-node-port-range', DEFAULT_NODE_PORT_RANGE)),
    ipFamilies: familiesOf(ranges),
  };
}

/** The same of a cluster whose arguments nobody knows; `namespace` is one in which Services may be tried. */
export async function readFactsByAsking(kube: Kube, namespace: string, signal?: AbortSignal): Promise<ClusterFacts> {
  const [{ gitVersion }, listed, nodePortRange] = await Promise.all([
    kube.version.getCode(withSignal(signal)),
    unlessForbidden(serviceRanges(kube, signal)),
    nodePortsByRefusal(kube, namespace, signal),
  ]);
  const ranges = listed ?? (await rangesByRefusal(kube, namespace, signal));
  if (ranges.length === 0) throw new Error('the API server does not say which addresses Services get');
  return { kubernetesVersion: gitVersion, serviceRanges: ranges, nodePortRange, ipFamilies: familiesOf(ranges) };
}

/** The CIDRs of all ServiceCIDR objects; undefined before Kubernetes 1.33, which has none. */
async function serviceRanges(kube: Kube, signal: AbortSignal | undefined): Promise<string[] | undefined> {
  try {
    const body = await kube.raw('/apis/networking.k8s.io/v1/servicecidrs', signal ? { signal } : {});
    const { items }: { items: { spec?: { cidrs?: string[] } }[] } = JSON.parse(body);
    const ranges = items.flatMap(({ spec }) => spec?.cidrs ?? []);
    return ranges.length > 0 ? ranges : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function familiesOf(ranges: readonly string[]): Cluster['ipFamilies'] {
  return [...new Set(ranges.map((range) => (range.includes(':') ? 'IPv6' : 'IPv4')))];
}

/** Value of `--name=value`, or of `--name` and the argument after it; the last one counts. */
function argument(args: readonly string[], name: string, otherwise: string): string {
  const given = args.join('\n').matchAll(new RegExp(`^--${name}[=\\n](.+)$`, 'gm'));
  return [...given].at(-1)?.[1] ?? otherwise;
}

function nodePortRange(text: string): NodePortRange {
  const [from = 0, to = 0] = text.split('-').map(Number);
  return { from, to };
}
