import type { Service } from '../routing/cluster-model.ts';
import type { Fault } from './fault.ts';
import { onSecondNode, remembered } from './on-second-node.ts';

function withOldEndpoints(service: Service, old: Service | undefined): Service {
  const ports = service.ports.map((port) => {
    const known = old?.ports.find((each) => each.name === port.name && each.protocol === port.protocol);
    return known && known.endpoints.length > 0 ? { ...port, endpoints: known.endpoints } : port;
  });
  return { ...service, ports };
}

export const endpointsFrozenOnOneNode: Fault = {
  what: 'one node does not follow the endpoints of Services that it knows: its watch of EndpointSlices has broken off',
  mustFail: [
    'AFFINITY-4',
    'BACKENDS-2',
    'BACKENDS-3',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-7',
    'BACKENDS-8',
    'BACKENDS-9',
    'BACKENDS-10',
    'POLICY-2',
    'POLICY-3',
    'POLICY-8',
    'POLICY-10',
    'POLICY-11',
    'PORTS-4',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  wraps: () =>
    onSecondNode(
      remembered((before, right) =>
        right.map((service) =>
          withOldEndpoints(
            service,
            before.find(({ name }) => name === service.name),
          ),
        ),
      ),
    ),
};
