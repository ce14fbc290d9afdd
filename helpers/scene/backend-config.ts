import { readFile } from 'node:fs/promises';
import type { V1ConfigMap } from '@kubernetes/client-node';
import type { Cluster } from '../cluster/cluster.ts';
import { SCENE_LABEL } from '../kube/kube-of.ts';

const TEMPLATE = new URL('../../fixtures/backend/nginx.conf', import.meta.url);

/** The port that every backend serves, over HTTP and UDP. */
export const BACKEND_PORT = 8080;

/** Over HTTP, with an answer that fills several packets: 16 KiB, where a jumbo frame carries 9001 bytes. */
export const LONG_ANSWERS_PORT = 8081;

/** Where a backend's readiness probe asks; fixtures/backend/pod.yaml has it too. */
const READY_PORT = 8079;

/** Further ports of every backend, first and last: HTTP on all of them, UDP on the first ones. */
export const MORE_PORTS = { from: 9000, to: 9049 } as const;
const MORE_UDP_PORTS = { from: 9000, to: 9009 } as const;

/** No scene removes what has it, though all may be in one namespace. */
export const SHARED_BY_SCENES = { [SCENE_LABEL]: 'shared' } as const;

const INDENT = '        ';

const KIB = 1_024;

function portsOf({ from, to }: { from: number; to: number }): number[] {
  return [BACKEND_PORT, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)];
}

/** One line a port and family; IPv6 only where pods have it, since a kernel may have none. */
function listen(ports: readonly number[], families: Cluster['ipFamilies'], more: string): string {
  const places = [...(families.includes('IPv4') ? [''] : []), ...(families.includes('IPv6') ? ['[::]:'] : [])];
  return ports.flatMap((port) => places.map((place) => `${INDENT}listen ${place}${port}${more};`)).join('\n');
}

/** The ConfigMap that every backend pod of a namespace mounts. */
export async function backendConfig(
  namespace: string,
  nonce: string,
  families: Cluster['ipFamilies'],
): Promise<V1ConfigMap> {
  const template = await readFile(TEMPLATE, 'utf8');
  const text = template
    .replace('@HTTP_LISTEN@', listen(portsOf(MORE_PORTS), families, ''))
    .replace('@LONG_LISTEN@', listen([LONG_ANSWERS_PORT], families, ''))
    .replace('@READY_LISTEN@', listen([READY_PORT], families, ''))
    .replace('@KIB@', 'x'.repeat(KIB))
    .replace('@UDP_LISTEN@', listen(portsOf(MORE_UDP_PORTS), families, ' udp'))
    .replaceAll('@NONCE@', nonce);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'backend', namespace, labels: SHARED_BY_SCENES },
    data: { 'nginx.conf': text },
  };
}
