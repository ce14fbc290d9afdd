import type { ClientPod } from '../cluster/cluster.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';

/** kube-proxy's `--healthz-bind-address` by default; k3s binds it to loopback, which the node's own network reaches. */
const HEALTHZ = 'http://127.0.0.1:10256';

export interface ProxyHealth {
  /** Status codes; 0 where nothing answered. */
  readonly healthz: number;
  readonly livez: number;
}

/** What kube-proxy says of its node's health, asked in the node's own network. */
export async function proxyHealth(kube: Kube, pod: ClientPod, signal?: AbortSignal): Promise<ProxyHealth> {
  const { namespace, name, container } = pod;
  const urls = [`${HEALTHZ}/healthz`, `${HEALTHZ}/livez`];
  const each = urls.flatMap((url) => ['--output', '/dev/null', url]);
  const options = ['--silent', '--noproxy', '*', '--max-time', '3', '--write-out', '%{http_code}\\n'];
  const command = ['curl', ...options, ...each];
  const { stdout } = await exec(kube, { namespace, pod: name, container, command, signal });
  const [healthz = 0, livez = 0] = stdout.trim().split('\n').map(Number);
  return { healthz, livez };
}
