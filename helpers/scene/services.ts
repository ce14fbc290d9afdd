import { randomBytes } from 'node:crypto';
import type { V1Service, V1ServicePort, V1ServiceSpec } from '@kubernetes/client-node';
import { ASKED_MS } from '../bounds.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { eventually, unlessConflict } from '../kube/eventually.ts';
import { BACKEND_PORT } from './backend-config.ts';

export interface ServiceOptions extends Omit<V1ServiceSpec, 'ports'> {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** By default SERVICE_PORT, TCP, to the backends' port. */
  readonly ports?: readonly V1ServicePort[];
}

/** Neither 80 nor 443, which strangers answer on, nor a port that a backend listens on. */
export const SERVICE_PORT = 8123;

export function serviceOf({ name, labels, annotations, ports, ...spec }: ServiceOptions, namespace: string): V1Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...(labels && { labels: { ...labels } }), ...(annotations && { annotations }) },
    spec: { ...spec, ports: ports ? [...ports] : [{ port: SERVICE_PORT, targetPort: BACKEND_PORT }] },
  };
}

/** Names the last change, so that one whose answer was lost is known for one that was made. */
const CHANGE_ANNOTATION = 'service-conformance/change';

/**
 * Changes a live Service: reads it, has it changed, and puts it back whole, again if somebody else was faster, and never twice: what
 * adds a port would be refused the second time.
 */
export async function updateService(
  kube: Kube,
  { metadata }: V1Service,
  change: (service: V1Service) => void,
  signal?: AbortSignal,
): Promise<V1Service> {
  const { namespace = '', name = '' } = metadata ?? {};
  const nameOfChange = randomBytes(4).toString('hex');
  const { value } = await eventually(
    `update Service ${namespace}/${name}`,
    async (stop) => {
      const body = await kube.core.readNamespacedService({ namespace, name }, withSignal(stop));
      const { annotations } = body.metadata ?? {};
      if (annotations?.[CHANGE_ANNOTATION] === nameOfChange) return body;
      change(body);
      body.metadata = {
        ...body.metadata,
        annotations: { ...body.metadata?.annotations, [CHANGE_ANNOTATION]: nameOfChange },
      };
      return unlessConflict(kube.core.replaceNamespacedService({ namespace, name, body }, withSignal(stop)));
    },
    { within: ASKED_MS, signal },
  );
  return value;
}
