import { KubeConfig } from '@kubernetes/client-node';
import { Kube } from '../../kube/client.ts';
import { WaitTimedOut } from '../../kube/eventually.ts';
import { connectEngine, type Engine } from '../engine.ts';
import type { Ladder, RungBounds } from '../ladder.ts';
import { NodeTrouble } from '../start-failed.ts';
import { MESSAGE_LINES } from './node-watch.ts';
import { apiServerReady, clusterDnsReady, NodeNotReady, nodesReady } from './readiness.ts';
import { K3sRun } from './run.ts';
import { type K3sSettings, planNodes } from './settings.ts';
import { nodeDied, type StartedK3s } from './started.ts';

/** Stands in the ladder for what it does not wait for, and why. */
const WITHOUT_DNS = 'kube-dns left out: without kube-proxy it finds no API server';

/**
 * Starts a throwaway k3s and climbs the ladder until every node is Ready and, but for proxy mode `none`, kube-dns answers. What a failed start has made
 * is removed before it throws.
 * @throws {StartFailed}; SuppressedError with a RemovalFailed besides, where not all could be removed.
 */
export async function startK3s(settings: K3sSettings, ladder: Ladder): Promise<StartedK3s> {
  const engine = await ladder.climb('Docker engine reachable', () => connectEngine());
  await ladder.climb('images present', async () => {
    const { needImage, needReaper } = await import('./images.ts');
    await Promise.all([needImage(engine, settings.k3sImage), settings.keep || needReaper(engine)]);
  });
  await using undo = new AsyncDisposableStack();
  const run = undo.use(new K3sRun(engine.docker, settings.runId));
  const started = await startNodes(settings, engine, run, ladder);
  undo.move();
  return started;
}

async function startNodes(settings: K3sSettings, engine: Engine, run: K3sRun, ladder: Ladder): Promise<StartedK3s> {
  const { runId, labels, keep = false, ipFamily = 'ipv4' } = settings;
  const network = await ladder.climb('network created', async () => {
    const { createNetwork } = await import('./network.ts');
    return run.started(createNetwork(engine, { name: `${runId}-nodes`, labels, keep, ipFamily }));
  });
  const plans = planNodes(settings, engine, network.subnets);
  const kubeconfig = await ladder.climb('containers started', (bounds) =>
    whileNodesLive(run, plans[0].name, bounds, async ({ signal }) => {
      const { startContainers } = await import('./start-containers.ts');
      return startContainers({ settings, engine, run, network: network.started, plans, signal });
    }),
  );
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  await using kube = new Kube(config);
  const climb = <T>(name: string, work: (kube: Kube, bounds: RungBounds) => Promise<T>): Promise<T> =>
    ladder.climb(name, (bounds) => whileNodesLive(run, plans[0].name, bounds, (both) => work(kube, both)));
  await climb('API server ready', apiServerReady);
  const names = plans.map(({ name }) => name);
  const ready = await climb('every node Ready', (kube, bounds) => nodesReady(kube, names, bounds));
  if (settings.proxyMode === 'none') await ladder.climb(WITHOUT_DNS, async () => {});
  else await climb('kube-dns has endpoints', clusterDnsReady);
  return {
    kubeconfig,
    nodes: ready.map((node) => ({ ...node, containerId: run.containerIds.get(node.name) ?? '' })),
    network: { id: network.started.getId(), name: network.started.getName() },
    died: run.died.then(nodeDied),
    log: (node) => run.logs.get(node)?.last() ?? [],
    leave: () => run.leave(),
    [Symbol.asyncDispose]: () => run[Symbol.asyncDispose](),
  };
}

/** Ends the work as soon as a node dies, and says of a wait that timed out which node it waited for. */
async function whileNodesLive<T>(
  run: K3sRun,
  server: string,
  { within, signal }: RungBounds,
  work: (bounds: RungBounds) => Promise<T>,
): Promise<T> {
  const death = new AbortController();
  const died = run.died.then((trouble) => {
    death.abort(trouble);
    throw trouble;
  });
  try {
    return await Promise.race([died, work({ within, signal: AbortSignal.any([signal, death.signal]) })]);
  } catch (error) {
    if (!(error instanceof WaitTimedOut)) throw error;
    const node = error.cause instanceof NodeNotReady ? error.cause.node : server;
    const message = `out of time after ${error.attempts} looks; last: ${error.last || 'none of them ended'}; \`docker info\` tells whether the engine has the 2 CPUs and 4 GB that three nodes want`;
    throw new NodeTrouble(message, node, run.logs.get(node)?.last(MESSAGE_LINES) ?? [], { cause: error });
  }
}
