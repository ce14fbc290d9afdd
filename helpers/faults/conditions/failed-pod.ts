import type { V1Pod } from '@kubernetes/client-node';
import { apply } from '../../kube/apply.ts';
import { remove } from '../../kube/remove.ts';
import type { Condition } from '../fault.ts';

export const failedPod: Condition = {
  what: 'a pod that Services select has failed, as one that was evicted has',
  why: "it is nobody's backend, and stays listed among the pods",
  concerns: ['BACKENDS-1', 'SCALE-2'],
  puts: async ({ cluster, kube, labels }) => {
    const [client] = cluster.clients;
    if (!client) throw new Error('there is no namespace of client pods');
    const pod: V1Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${cluster.runId}-failed`,
        namespace: client.namespace,
        labels: { ...labels, shared: 'each-node', spread: 'two-nodes', place: 'home' },
      },
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'fails', image: cluster.images.nginx, command: ['sh', '-c', 'exit 1'] }],
      },
    };
    await apply(kube, pod);
    return { [Symbol.asyncDispose]: () => remove(kube, pod) };
  },
};
