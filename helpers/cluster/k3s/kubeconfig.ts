import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { WaitStrategy } from 'testcontainers';
import { fileSize } from './container-file.ts';

const KUBECONFIG_PATH = '/etc/rancher/k3s/k3s.yaml';

/** Pace of looking for the file; each look is one request to the engine, in ms. */
const LOOK_EVERY_MS = 100;

/** A wait that is over at once. */
export class NoWait implements WaitStrategy {
  async waitUntilReady(_container: Docker.Container): Promise<void> {}
  withStartupTimeout(): this {
    return this;
  }
  isStartupTimeoutSet(): boolean {
    return false;
  }
  getStartupTimeout(): number {
    return 0;
  }
}

/** Waits until the server has written its kubeconfig, which it does seconds before its log line, or until the signal aborts. */
export class KubeconfigWritten extends NoWait {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    super();
    this.#signal = signal;
  }

  override async waitUntilReady(container: Docker.Container): Promise<void> {
    while (!(await this.#isWritten(container))) await sleep(LOOK_EVERY_MS, undefined, { signal: this.#signal });
  }

  async #isWritten(container: Docker.Container): Promise<boolean> {
    this.#signal.throwIfAborted();
    return (await fileSize(container, KUBECONFIG_PATH)) > 0;
  }
}

/** Address of the API server in a kubeconfig for this process. */
export function serverUrl(address: string, port: string): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The host port that is bound to a container port on addresses of the family of `address`; they may differ by family. */
export function hostPort(info: Docker.ContainerInspectInfo, port: string, address: string): string {
  const bindings = info.NetworkSettings.Ports[port] ?? [];
  const sixth = address.includes(':');
  const binding = bindings.find(({ HostIp }) => HostIp.includes(':') === sixth) ?? bindings[0];
  if (!binding)
    throw new Error(
      `container ${info.Name.slice(1)} publishes no port ${port}; see \`docker port ${info.Name.slice(1)}\``,
    );
  return binding.HostPort;
}
