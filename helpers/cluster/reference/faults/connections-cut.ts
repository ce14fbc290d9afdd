import type { Cluster } from '../routing/cluster-model.ts';
import type { Entry } from '../routing/conntrack.ts';
import type { Fault } from './fault.ts';

function isEndpoint({ services }: Cluster, { way, door }: Entry): boolean {
  const ports = services.find(({ name }) => name === door?.service)?.ports ?? [];
  return ports.some(({ endpoints }) =>
    endpoints.some(({ address, port }) => address === way.address && port === way.port),
  );
}

export const connectionsCut: Fault = {
  what: 'established connections are cut when their backend is no endpoint any more: TCP entries are flushed, too',
  mustFail: ['BACKENDS-5'],
  wraps: () => ({
    stays: (stays) => (cluster, entry) =>
      stays(cluster, entry) && (entry.protocol === 'UDP' || !entry.door || isEndpoint(cluster, entry)),
  }),
};
