import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, OutsidePlace } from '../cluster/cluster.ts';
import { startK3s } from '../cluster/k3s/start.ts';
import type { Labels } from '../cluster/labels.ts';
import type { Ladder } from '../cluster/ladder.ts';
import { Kube } from '../kube/client.ts';
import { prepareInside } from './inside.ts';
import type { Options } from './options.ts';
import { chooseOutside, type OutsideRequest } from './outside-place.ts';
import type { Prepared } from './prepared.ts';

export interface ThrowawaySettings {
  readonly options: Pick<Options, 'nodes' | 'proxyMode' | 'ipFamily' | 'images' | 'keep' | 'outside'>;
  readonly runId: string;
  readonly labels: Labels;
  /** An existing folder for the kubeconfig. */
  readonly workDir: string;
}

/**
 * Starts a throwaway k3s and prepares it: client pods on every node, an exec on each, the proxy's mode, a place outside.
 * What a failed start has made is removed before it throws.
 * @throws {StartFailed}
 */
export async function startThrowaway(
  { options, runId, labels, workDir }: ThrowawaySettings,
  ladder: Ladder,
): Promise<Prepared> {
  const { nodes, proxyMode, ipFamily, images, keep } = options;
  await using undo = new AsyncDisposableStack();
  const k3s = undo.use(
    await startK3s({ runId, labels, nodes, proxyMode, ipFamily, k3sImage: images.k3s, keep }, ladder),
  );
  const kubeconfig = join(workDir, 'kubeconfig');
  writeFileSync(kubeconfig, k3s.kubeconfig, { mode: 0o600 });
  await using kube = Kube.fromFile(kubeconfig);
  const names = k3s.nodes.map(({ name }) => name);

  const modeOf = (running: Cluster['proxyMode']) => asAsked(proxyMode, running);
  const inside = await prepareInside({ kube, runId, labels, image: images.nginx, nodes: names, modeOf }, ladder);
  const outside = await ladder.climb('a place outside', ({ signal }) =>
    outsideOf({ k3s, kube, runId, labels, image: images.nginx, wanted: options.outside, signal }),
  );
  const cluster: Cluster = {
    kind: 'k3s',
    runId,
    kubeconfig,
    nodes: k3s.nodes,
    proxyMode: inside.proxyMode,
    images,
    clients: inside.clients,
    outside,
    ...inside.facts,
  };
  const held = undo.move();
  return {
    cluster,
    died: k3s.died.then(({ node, at, message }) => ({ what: `node ${node} died`, at, message })),
    leave: () => {
      k3s.leave();
      held.move();
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** The mode to check by. @throws Error where the running one is not what was asked for. */
function asAsked(asked: Options['proxyMode'], running: Cluster['proxyMode']): Cluster['proxyMode'] {
  if (asked === 'none' && running === 'unknown') return 'none';
  if (asked === undefined || running === asked) return running;
  throw new Error(`--proxy-mode ${asked} was asked for, and kube-proxy runs in mode ${running}: see its log`);
}

/** A place that reaches the nodes at their addresses of every family. @throws as chooseOutside does */
async function outsideOf(request: OutsideRequest): Promise<OutsidePlace> {
  const { network, nodes } = request.k3s;
  let place: OutsidePlace | undefined;
  for (const address of nodes[0]?.internalIPs ?? []) {
    const atAddress = nodes.map((node) => ({ ...node, internalIPs: [address] }));
    place = await chooseOutside({ ...request, k3s: { network, nodes: atAddress } });
    if (place.kind === 'container') return place;
  }
  return place ?? chooseOutside(request);
}
