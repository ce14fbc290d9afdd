/** What an API server tells of its ranges by what it refuses: it has no other way to say it before 1.33, or to who may not read ServiceCIDRs. */
import { ApiError } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import type { NodePortRange } from '../cluster.ts';

/** TEST-NET-3 and the documentation prefix: no cluster's Services are there. */
const NOWHERE = { IPv4: '203.0.113.1', IPv6: '2001:db8::1' } as const;

/** In no node port range, which by its default starts at 30000 and never holds port 1. */
const NO_NODE_PORT = 1;

/** The default of `--service-node-port-range`, where the server's words are not understood. */
const DEFAULT_NODE_PORTS: NodePortRange = { from: 30_000, to: 32_767 };

/** The CIDRs of ClusterIPs; empty where the server does not say. */
export async function rangesByRefusal(kube: Kube, namespace: string, signal?: AbortSignal): Promise<string[]> {
  const words = await Promise.all(
    Object.entries(NOWHERE).map(([family, clusterIP]) =>
      refusal(kube, namespace, { clusterIP, ipFamilies: [family] }, signal),
    ),
  );
  return words.flatMap((text) => /range of valid IPs is ([0-9a-f.:]+\/\d+)/i.exec(text)?.[1] ?? []);
}

export async function nodePortsByRefusal(kube: Kube, namespace: string, signal?: AbortSignal): Promise<NodePortRange> {
  const words = await refusal(kube, namespace, { type: 'NodePort' }, signal, NO_NODE_PORT);
  const [, from, to] = /range of valid ports is (\d+)-(\d+)/.exec(words) ?? [];
  return from && to ? { from: Number(from), to: Number(to) } : DEFAULT_NODE_PORTS;
}

/** What the server objects to in a Service that can't be; nothing is created. @throws {ApiError} on anything but its objections. */
async function refusal(
  kube: Kube,
  namespace: string,
  spec: object,
  signal: AbortSignal | undefined,
  nodePort?: number,
): Promise<string> {
  const ports = [{ port: 80, ...(nodePort !== undefined && { nodePort }) }];
  const body = { metadata: { generateName: 'asked-' }, spec: { ...spec, ports } };
  try {
    await kube.core.createNamespacedService({ namespace, body, dryRun: 'All' }, withSignal(signal));
    return '';
  } catch (error) {
    if (error instanceof ApiError && error.code === 422) return error.words;
    throw error;
  }
}
