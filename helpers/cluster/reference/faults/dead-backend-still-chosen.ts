import type { Endpoint, Service, ServicePort } from '../routing/cluster-model.ts';
import { type Fault, remembering } from './fault.ts';

/** Those that served, and are gone. */
function leftBehind(before: Service | undefined, { name, protocol, endpoints }: ServicePort): Endpoint[] {
  const old = before?.ports.find((each) => each.name === name && each.protocol === protocol)?.endpoints ?? [];
  const isThere = ({ address, port }: Endpoint) =>
    endpoints.some((each) => each.address === address && each.port === port);
  return old.filter((each) => each.serving && !isThere(each)).map((each) => ({ ...each, ready: true }));
}

export const deadBackendStillChosen: Fault = {
  what: 'a backend that is gone is still chosen: what left the EndpointSlices is not taken out',
  mustFail: [
    'BACKENDS-3',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-8',
    'BACKENDS-10',
    'POLICY-2',
    'POLICY-3',
    'POLICY-8',
    'POLICY-10',
    'PORTS-4',
    'UDP-3',
    'UDP-5',
  ],
  // its last look may come before the dead pods are many enough
  byChance: ['BACKENDS-4'],
  wraps: () => ({
    serviceMap: remembering((before, service) => ({
      ...service,
      ports: service.ports.map((port) => ({ ...port, endpoints: [...port.endpoints, ...leftBehind(before, port)] })),
    })),
  }),
};
