import { isDeepStrictEqual } from 'node:util';
import type { Condition } from '../faults/fault.ts';
import type { Service, ServicePort, Target } from '../routing/cluster-model.ts';

/** In ms; within every bound. */
const LATE_MS = 1_000;

/** A nodePort of a Service, and since when it has been programmed. */
interface Door {
  readonly service: Service;
  readonly port: ServicePort;
  readonly since: number;
}

export const nodePortsHadOtherOwners: Condition = {
  what: 'a nodePort that a Service is given was one of another Service to the same pods, and for 1 s all nodes still lead there',
  concerns: ['NODEPORT-6', 'POLICY-2', 'POLICY-11', 'PORTS-1', 'SOURCE-3', 'SOURCE-4'],
  wraps: () => {
    /** Those of deleted Services too. */
    const known = new Map<string, Door>();
    const ownerBefore = new Map<string, Door>();
    const isNew = ({ since }: Door) => performance.now() - since < LATE_MS;
    return {
      serviceMap: (serviceMap) => (services, slices) => {
        const right = serviceMap(services, slices);
        for (const service of right) {
          for (const port of service.ports.filter(({ nodePort }) => nodePort > 0)) {
            const key = `${service.name} ${port.protocol} ${port.nodePort}`;
            known.set(key, { service, port, since: known.get(key)?.since ?? performance.now() });
          }
        }
        return right;
      },
      route: (route) => (cluster, client, target) => {
        const doors = [...known.values()];
        const given = doors.findLast(({ port }) => isAt(port, target));
        if (!given || !isNew(given)) return route(cluster, client, target);
        const owners = doors.filter((each) => !isNew(each) && leadsToSame(each.port, given.port));
        const key = `${target.protocol} ${target.port}`;
        const before = ownerBefore.get(key) ?? owners[target.port % owners.length];
        if (!before) return route(cluster, client, target);
        ownerBefore.set(key, before);
        const owner = { ...before.service, clusterIP: '', ports: [{ ...before.port, nodePort: target.port }] };
        return route({ ...cluster, services: [owner, ...cluster.services] }, client, target);
      },
    };
  },
};

function isAt({ nodePort, protocol }: ServicePort, { port, protocol: dialled }: Target): boolean {
  return nodePort === port && protocol === dialled;
}

function leadsToSame(one: ServicePort, other: ServicePort): boolean {
  if (one.protocol !== other.protocol || one.endpoints.length === 0) return false;
  return isDeepStrictEqual(addressesOf(one), addressesOf(other));
}

function addressesOf({ endpoints }: ServicePort): string[] {
  return endpoints.map(({ address }) => address).sort();
}
