import type { V1Service } from '@kubernetes/client-node';
import { apply } from '../../kube/apply.ts';
import { createNamespace } from '../../kube/namespace.ts';
import type { Condition } from '../fault.ts';

const SERVICES = 80;

export const manyServices: Condition = {
  what: `there are ${SERVICES} other Services, none of which has a backend`,
  why: "they are somebody else's, and cost a proxy little",
  concerns: ['BACKENDS-1'],
  puts: async ({ cluster, kube, labels }) => {
    const namespace = await createNamespace(kube, `${cluster.runId}-many`, labels);
    const services = Array.from(
      { length: SERVICES },
      (_, index): V1Service => ({
        ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: `other-${index}`, namespace: namespace.name } },
        spec: { type: 'NodePort', selector: { app: 'nobody' }, ports: [{ port: 8123 }] },
      }),
    );
    await Promise.all(services.map((service) => apply(kube, service)));
    return namespace;
  },
};
