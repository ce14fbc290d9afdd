/** The nodes as Testcontainers; slow to import, so only `start.ts` does, and late. */
import { K3sContainer, type StartedK3sContainer } from '@testcontainers/k3s';
import type Docker from 'dockerode';
import { GenericContainer, type StartedNetwork } from 'testcontainers';
import { type Labels, NODE_LABEL } from '../labels.ts';
import { KubeconfigWritten, NoWait } from './kubeconfig.ts';
import type { NodeLog } from './node-log.ts';
import type { NodePlan } from './settings.ts';

export interface NodeOptions {
  readonly image: string;
  readonly plan: NodePlan;
  readonly network: StartedNetwork;
  readonly labels: Labels;
  readonly token: string;
  readonly keep: boolean;
  readonly tmpFs: Readonly<Record<string, string>>;
  readonly log: NodeLog;
  /** Called before the container starts. */
  readonly onCreated: (containerId: string) => void;
}

class Server extends K3sContainer {
  readonly #onCreated: (containerId: string) => void;

  constructor(options: NodeOptions) {
    super(options.image);
    this.#onCreated = options.onCreated;
    atItsAddresses(this.createOpts, this.hostConfig, options);
    // K3sContainer shares the host's cgroup folder, where the kubelets of two nodes would remove each other's pods.
    delete (this.hostConfig as { CgroupnsMode?: string }).CgroupnsMode;
    delete this.hostConfig.Binds;
  }

  protected override async containerCreated(containerId: string): Promise<void> {
    this.#onCreated(containerId);
  }
}

class Agent extends GenericContainer {
  readonly #onCreated: (containerId: string) => void;

  constructor(options: NodeOptions) {
    super(options.image);
    this.#onCreated = options.onCreated;
    atItsAddresses(this.createOpts, this.hostConfig, options);
    this.withPrivilegedMode().withTmpFs({ '/run': 'rw', '/var/run': 'rw' }).withWaitStrategy(new NoWait());
  }

  protected override async containerCreated(containerId: string): Promise<void> {
    this.#onCreated(containerId);
  }
}

/** Resolves when its kubeconfig is there, which is long before it is ready. */
export async function startServer(options: NodeOptions, signal: AbortSignal): Promise<StartedK3sContainer> {
  const container = new Server(options).withWaitStrategy(new KubeconfigWritten(signal));
  return (await common(container, options).start()) as StartedK3sContainer;
}

/** Resolves when its process runs; it looks for the server by itself. */
export async function startAgent(options: NodeOptions, serverName: string): Promise<void> {
  const container = new Agent(options).withEnvironment({
    K3S_URL: `https://${serverName}:6443`,
  });
  await common(container, options).start();
}

/** Testcontainers has no words for a container's address. */
function atItsAddresses(
  create: Docker.ContainerCreateOptions,
  host: Docker.HostConfig,
  { network, plan: { addresses } }: NodeOptions,
): void {
  const { ipv4, ipv6 } = addresses;
  const IPAMConfig = { IPv4Address: ipv4, ...(ipv6 !== undefined && { IPv6Address: ipv6 }) };
  create.NetworkingConfig = { EndpointsConfig: { [network.getName()]: { IPAMConfig } } };
  if (ipv6 !== undefined) host.Sysctls = { 'net.ipv6.conf.all.disable_ipv6': '0' };
}

function common(
  container: GenericContainer,
  { plan, network, labels, token, keep, tmpFs, log }: NodeOptions,
): GenericContainer {
  return container
    .withName(plan.name)
    .withHostname(plan.name)
    .withNetwork(network)
    .withLabels({ ...labels, [NODE_LABEL]: plan.name })
    .withEnvironment({ K3S_TOKEN: token })
    .withCommand([...plan.args])
    .withTmpFs(tmpFs)
    .withLogConsumer(log.follow)
    .withAutoCleanup(!keep);
}
