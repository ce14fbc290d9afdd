import type { Endpoint, Service, ServicePort } from '../routing/cluster-model.ts';
import { type Fault, remembering } from './fault.ts';

/** Ready ones that were there, and are not ready any more. */
function leftBehind(before: Service | undefined, { name, protocol, endpoints }: ServicePort): Endpoint[] {
  const old = before?.ports.find((each) => each.name === name && each.protocol === protocol)?.endpoints ?? [];
  return old.filter(
    (each) => each.ready && !endpoints.some(({ address, port }) => address === each.address && port === each.port),
  );
}

export const deadBackendStillChosen: Fault = {
  what: 'a backend that is gone is still chosen: what left the EndpointSlices is not taken out',
  mustFail: [
    'BACKENDS-3',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-8',
    'BACKENDS-10',
    'POLICY-2',
    'POLICY-3',
    'POLICY-8',
    'POLICY-9',
    'POLICY-10',
    'PORTS-4',
    'UDP-3',
    'UDP-5',
  ],
  wraps: () => ({
    serviceMap: remembering((before, service) => ({
      ...service,
      ports: service.ports.map((port) => ({ ...port, endpoints: [...port.endpoints, ...leftBehind(before, port)] })),
    })),
  }),
};
