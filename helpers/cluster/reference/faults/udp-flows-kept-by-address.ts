import type { ServicePort } from '../routing/cluster-model.ts';
import type { Fault } from './fault.ts';

export const udpFlowsKeptByAddress: Fault = {
  what: 'a UDP flow stays while its backend serves on another port: entries are compared by address alone, as before 1.34',
  mustFail: ['PORTS-4'],
  wraps: () => ({
    stays: (stays) => (cluster, entry) => {
      const isServing = ({ endpoints }: ServicePort) =>
        endpoints.some(({ address, serving }) => serving && address === entry.way.address);
      const service = cluster.services.find(({ name }) => name === entry.door?.service);
      const port = service?.ports.find(
        ({ name, protocol }) => name === entry.door?.port.name && protocol === entry.protocol,
      );
      return stays(cluster, entry) || (port !== undefined && isServing(port));
    },
  }),
};
