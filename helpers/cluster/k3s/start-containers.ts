import { randomBytes } from 'node:crypto';
import type { StartedNetwork } from 'testcontainers';
import type { Engine } from '../engine.ts';
import { engineError } from '../engine-error.ts';
import { type NodeOptions, startAgent, startServer } from './containers.ts';
import { imageStore } from './image-store.ts';
import { hostPort, serverUrl } from './kubeconfig.ts';
import { NodeLog } from './node-log.ts';
import { nodeDies } from './node-watch.ts';
import type { K3sRun } from './run.ts';
import type { K3sSettings, NodePlan } from './settings.ts';

export interface StartRequest {
  readonly settings: K3sSettings;
  readonly engine: Engine;
  readonly run: K3sRun;
  readonly network: StartedNetwork;
  /** The server first. */
  readonly plans: readonly [NodePlan, ...NodePlan[]];
  readonly signal: AbortSignal;
}

/**
 * Starts all nodes at once; agents look for the server by themselves. Resolves, when the server has written it, with the
 * text of a kubeconfig whose server this process reaches. @throws {EngineError}
 */
export async function startContainers(request: StartRequest): Promise<string> {
  const { engine, run, plans } = request;
  // One container that cannot start ends the wait for the others.
  const signal = AbortSignal.any([request.signal, run.watching]);
  const [serverPlan, ...agentPlans] = plans;
  const token = randomBytes(16).toString('hex');
  const start = <T>(plan: NodePlan, work: (options: NodeOptions) => Promise<T>): Promise<T> =>
    run.started(
      work(nodeOptions(request, plan, token)).catch((error: unknown) => {
        signal.throwIfAborted();
        throw engineError(`start container ${plan.name}`, error);
      }),
    );
  const [server] = await Promise.all([
    start(serverPlan, (options) => startServer(options, signal)),
    ...agentPlans.map((plan) => start(plan, (options) => startAgent(options, serverPlan.name))),
  ]);
  const info = await engine.docker.getContainer(server.getId()).inspect();
  const url = serverUrl(engine.hostAddress, hostPort(info, '6443/tcp', engine.hostAddress));
  return server.getKubeConfig().replace(/(server: )\S+/, `$1${url}`);
}

function nodeOptions({ settings, engine, run, network }: StartRequest, plan: NodePlan, token: string): NodeOptions {
  const log = new NodeLog();
  const node = { name: plan.name, log, proxyMode: settings.proxyMode };
  return {
    image: settings.k3sImage,
    plan,
    network,
    labels: settings.labels,
    token,
    keep: settings.keep ?? false,
    tmpFs: imageStore(engine.memory),
    log,
    onCreated: (containerId) => {
      run.containerIds.set(plan.name, containerId);
      run.logs.set(plan.name, log);
      run.watch(nodeDies(engine.docker.getContainer(containerId), node, run.watching));
    },
  };
}
