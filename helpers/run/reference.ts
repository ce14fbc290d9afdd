import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOUNDS_VARIABLE } from '../bounds.ts';
import type { TroublePlan } from '../chaos/troubles.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Ladder } from '../cluster/ladder.ts';
import { NO_IMAGE, startReference } from '../cluster/reference/start.ts';
import { Kube } from '../kube/client.ts';
import { isDescribed } from './choose-cluster.ts';
import { RUN_CONTEXT_VARIABLE } from './context.ts';
import { prepareInside } from './inside.ts';
import { REPORTER } from './jest.ts';
import type { Prepared } from './prepared.ts';
import type { ThrowawaySettings } from './throwaway.ts';
import { UsageError } from './usage-error.ts';

interface ReferenceSettings extends ThrowawaySettings {
  /** The file descriptor of this process that the specs print to. */
  readonly printTo: number;
  /** Troubles that the specs' requests to the API have, and nobody else's; none by default. */
  readonly troubles?: TroublePlan;
}

/**
 * Starts a reference cluster and prepares it as a throwaway one: client pods on every node, an exec on each, the proxy's mode.
 * @throws {StartFailed}; {UsageError} where it is asked for what is not described.
 */
export async function startReferenceCluster(
  { options, runId, labels, workDir, printTo, troubles }: ReferenceSettings,
  ladder: Ladder,
): Promise<Prepared> {
  const { nodes, proxyMode = 'iptables', images } = options;
  if (!isDescribed(options) || proxyMode === 'ipvs') {
    throw new UsageError('--cluster reference: neither mode ipvs, nor IPv6, nor --keep is possible with it');
  }
  await using undo = new AsyncDisposableStack();
  const reference = await ladder.climb('reference cluster', ({ signal }) =>
    startReference({ nodes, mode: proxyMode, printTo, troubles, signal }),
  );
  undo.use(reference);
  const kubeconfig = join(workDir, 'kubeconfig');
  writeFileSync(kubeconfig, reference.kubeconfig, { mode: 0o600 });
  await using kube = Kube.fromFile(kubeconfig);
  const names = reference.nodes.map(({ name }) => name);
  const modeOf = (running: Cluster['proxyMode']) => (proxyMode === 'none' ? 'none' : running);
  const inside = await prepareInside({ kube, runId, labels, image: images.nginx, nodes: names, modeOf }, ladder);
  const { troubledKubeconfig } = reference;
  const reached = troubledKubeconfig === undefined ? kubeconfig : join(workDir, 'troubled-kubeconfig');
  if (troubledKubeconfig !== undefined) writeFileSync(reached, troubledKubeconfig, { mode: 0o600 });
  const cluster: Cluster = {
    ...{ kind: 'reference', runId, kubeconfig: reached, nodes: reference.nodes, clients: inside.clients },
    proxyMode: inside.proxyMode,
    images: { ...images, k3s: NO_IMAGE },
    outside: { kind: 'process', turnedClock: true },
    ...inside.facts,
  };
  const held = undo.move();
  // It ends with the run in any case: nothing of it is left behind.
  return {
    cluster,
    died: reference.died.then((death) => ({ what: 'the reference cluster ended', ...death })),
    leave: () => {},
    runSpecs: ({ contextFile, phase, bounds }, signal) => {
      const env = { [RUN_CONTEXT_VARIABLE]: contextFile, [BOUNDS_VARIABLE]: JSON.stringify(bounds), TERM: 'dumb' };
      return reference.runSpecs({ files: phase.files, reporter: REPORTER, env }, signal);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
