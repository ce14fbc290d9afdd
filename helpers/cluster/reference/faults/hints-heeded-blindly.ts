import type { Endpoint } from '../routing/cluster-model.ts';
import { type Fault, servingNode } from './fault.ts';

export const hintsHeededBlindly: Fault = {
  what: 'hints are heeded though not every ready endpoint has one, or none names the node',
  mustFail: ['POLICY-14', 'POLICY-15'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const node = servingNode(cluster, client, target) ?? '';
      const hinted = (endpoint: Endpoint) => endpoint.nodes.length === 0 || endpoint.nodes.includes(node);
      const services = cluster.services.map((service) => ({
        ...service,
        ports: service.ports.map((port) => ({
          ...port,
          endpoints: port.endpoints.some(({ nodes }) => nodes.length > 0)
            ? port.endpoints.filter(hinted)
            : port.endpoints,
        })),
      }));
      return route({ ...cluster, services }, client, target);
    },
  }),
};
