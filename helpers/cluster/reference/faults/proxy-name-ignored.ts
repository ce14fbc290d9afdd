import type { V1ObjectMeta } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

function unlabelled({ labels = {}, ...metadata }: V1ObjectMeta = {}): V1ObjectMeta {
  const { 'service.kubernetes.io/service-proxy-name': _, ...others } = labels;
  return { ...metadata, labels: others };
}

export const proxyNameIgnored: Fault = {
  what: 'a Service that is labelled for another proxy is served all the same',
  mustFail: ['PROXY-4'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) =>
      serviceMap(
        services.map(({ metadata, ...service }) => ({ ...service, metadata: unlabelled(metadata) })),
        slices,
      ),
  }),
};
