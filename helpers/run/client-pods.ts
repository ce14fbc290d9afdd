import { fileURLToPath } from 'node:url';
import type { V1DaemonSet, V1Pod } from '@kubernetes/client-node';
import { ROLLOUT_MS } from '../bounds.ts';
import { type ClientPod, PROXY_MODES, type ProxyMode } from '../cluster/cluster.ts';
import { apply } from '../kube/apply.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { readManifests } from '../kube/manifests.ts';
import { daemonSetRolledOut } from '../kube/rollout.ts';
import { imageOverlay, overlaid } from '../overlays.ts';
import { pullFails } from './pull-trouble.ts';

const MANIFEST = fileURLToPath(new URL('../../fixtures/clients.yaml', import.meta.url));
const CONTAINER = 'client';

/** kube-proxy's metrics address as it is by default; only the node itself reaches it. */
const PROXY_MODE_URL = 'http://127.0.0.1:10249/proxyMode';

function clientPod({ metadata, spec, status }: V1Pod): ClientPod {
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    container: CONTAINER,
    node: spec?.nodeName ?? '',
    address: status?.podIP ?? '',
    hostNetwork: spec?.hostNetwork ?? false,
  };
}

/**
 * Puts a client pod in the pod network and, if that is allowed, one in the node's own on every node, and waits until all are Ready.
 * @throws {WaitTimedOut} that names the pod that is stuck; Error where a node got none, or where the image does not come.
 */
export async function startClientPods(
  kube: Kube,
  namespace: string,
  image: string,
  nodes: readonly string[],
  signal: AbortSignal,
  hostNetwork = true,
): Promise<ClientPod[]> {
  const objects = (await readManifests(MANIFEST)).filter((object) => hostNetwork || !isInNodeNetwork(object));
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const rollouts = objects.map(async (object) => {
    await apply(kube, overlaid({ ...object, metadata: { ...object.metadata, namespace } }, [imageOverlay(image)]), {
      signal: either,
    });
    const name = object.metadata?.name ?? '';
    const pods = (await daemonSetRolledOut(kube, namespace, name, { within: ROLLOUT_MS, signal: either })).map(
      clientPod,
    );
    const without = nodes.find((node) => !pods.some((pod) => pod.node === node));
    if (without) throw new Error(`DaemonSet ${namespace}/${name} has no Ready pod on node ${without}`);
    return pods;
  });
  try {
    return (await Promise.race([Promise.all(rollouts), pullFails(kube, namespace, image, either)])).flat();
  } finally {
    over.abort(new Error('the wait for the client pods is over'));
  }
}

function isInNodeNetwork(object: V1DaemonSet): boolean {
  return object.spec?.template.spec?.hostNetwork ?? false;
}

/** Proves that every client pod takes an exec. @throws {ExecBroken} that names the pod; Error for one that lacks curl. */
export async function execInEach(kube: Kube, clients: readonly ClientPod[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    clients.map(async ({ namespace, name, container, node }) => {
      const result = await exec(kube, { namespace, pod: name, container, command: ['curl', '--version'], signal });
      if (result.exitCode !== 0) {
        throw new Error(
          `pod ${namespace}/${name} on node ${node} has no curl: give an image that has it by NGINX_IMAGE`,
        );
      }
    }),
  );
}

/** The mode that kube-proxy itself says it runs in, the same on all nodes; `unknown` where it does not say, or they differ. */
export async function readProxyMode(
  kube: Kube,
  clients: readonly ClientPod[],
  signal: AbortSignal,
): Promise<ProxyMode | 'unknown'> {
  const answers = await Promise.all(
    clients
      .filter(({ hostNetwork }) => hostNetwork)
      .map(async ({ namespace, name, container }) => {
        const command = ['curl', '--silent', '--noproxy', '*', '--max-time', '3', PROXY_MODE_URL];
        return (await exec(kube, { namespace, pod: name, container, command, signal })).stdout.trim();
      }),
  );
  const [first, ...others] = new Set(answers);
  return others.length === 0 ? (PROXY_MODES.find((mode) => mode === first) ?? 'unknown') : 'unknown';
}
