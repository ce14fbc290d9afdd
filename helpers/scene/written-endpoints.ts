/** The endpoints of a Service without selector, written by hand: what a data plane is told, to the letter and at a known time. */
import type { V1Endpoint, V1Service } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import type { Since } from '../expect/since.ts';
import { apply } from '../kube/apply.ts';
import { BACKEND_PORT } from './backend-config.ts';
import { handWrittenSlice } from './hand-written-slice.ts';
import type { Stage } from './stage.ts';

/** A ready backend as an EndpointSlice lists it, unless more is said of it. */
export function endpointOf(
  { address, node }: Backend,
  more: Pick<V1Endpoint, 'conditions' | 'hints'> = {},
): V1Endpoint {
  return { addresses: [address], nodeName: node, conditions: { ready: true }, ...more };
}

/** Ready backends, with nothing more said of them. */
export function readyEndpoints(backends: readonly Backend[]): V1Endpoint[] {
  return backends.map((backend) => endpointOf(backend));
}

/** Makes these all the endpoints that the Service has; the data planes' clock starts when the server has answered. */
export async function writeEndpoints(
  { kube, namespace }: Pick<Stage, 'kube' | 'namespace'>,
  { metadata }: V1Service,
  endpoints: readonly V1Endpoint[],
  signal: AbortSignal,
): Promise<Since> {
  const name = metadata?.name ?? '';
  const ports = [{ port: BACKEND_PORT }];
  await apply(kube, handWrittenSlice({ name, namespace, service: name, ports, endpoints }), { signal });
  return { clock: 'endpoints', at: Date.now() };
}
