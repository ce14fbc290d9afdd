import type { OutsidePlace } from '../cluster/cluster.ts';
import type { StartedK3s } from '../cluster/k3s/started.ts';
import type { Labels } from '../cluster/labels.ts';
import { startOutsideContainer } from '../cluster/outside-container.ts';
import type { Kube } from '../kube/client.ts';
import { routable } from '../probe/node-addresses-routable.ts';

/** How long the API server's address on the nodes' network may take to answer, in ms. */
const ROUTABLE_MS = 3_000;
const API_PORT = 6443;

export interface OutsideRequest {
  readonly k3s: Pick<StartedK3s, 'nodes' | 'network'>;
  readonly kube: Kube;
  readonly runId: string;
  readonly labels: Labels;
  /** An image with sh and curl. */
  readonly image: string;
  /** Undefined: this process if it reaches the nodes, else a container. */
  readonly wanted: OutsidePlace['kind'] | undefined;
  readonly signal: AbortSignal;
}

/**
 * This process where it reaches the nodes' own addresses, proven by the API server's certificate there; else a container on
 * their network. Never a pod.
 * @throws Error where this process was asked for and does not reach them.
 */
export async function chooseOutside({
  k3s,
  kube,
  runId,
  labels,
  image,
  wanted,
  signal,
}: OutsideRequest): Promise<OutsidePlace> {
  if (wanted !== 'container') {
    const [server] = k3s.nodes;
    const host = server?.internalIPs[0] ?? '';
    const url = `https://${host.includes(':') ? `[${host}]` : host}:${API_PORT}`;
    const reached = await routable(url, caOf(kube), ROUTABLE_MS);
    if (reached.routable) return { kind: 'process' };
    if (wanted === 'process')
      throw new Error(`--outside process: ${url} is not reached from here (${reached.why}); leave it out`);
  }
  return startOutsideContainer({ runId, labels, image, network: k3s.network.name }, signal);
}

function caOf({ config }: Kube): string {
  return Buffer.from(config.getCurrentCluster()?.caData ?? '', 'base64').toString();
}

/** Where outside probes come from, in the words of the first lines and of the report. */
export function outsideInWords(place: OutsidePlace): string {
  if (place.kind === 'none') return `none: ${place.why}`;
  return place.kind === 'process'
    ? "this process, by undici (it reaches the nodes' addresses)"
    : `container ${place.containerName} on the nodes' network, by curl (it is neither node nor pod)`;
}
