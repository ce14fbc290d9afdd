import type { Fault } from './fault.ts';

export const nodePortOnClusterIP: Fault = {
  what: 'a nodePort is open on ClusterIPs too: traffic is taken by its port alone',
  mustFail: ['CLUSTERIP-4', 'NODEPORT-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const service = cluster.services.find(({ clusterIP }) => clusterIP === target.address);
      const port = service?.ports.find(
        ({ nodePort, protocol }) => nodePort === target.port && protocol === target.protocol,
      );
      return route(cluster, client, port ? { ...target, port: port.port } : target);
    },
  }),
};
