/** What the names of a cluster mean: the DNS specification for Kubernetes, schema 1.1.0. */
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import { ZONE } from '../addresses.ts';
import { ENDPOINT_SLICES, SERVICES } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'PTR';

/** `A 10.0.0.1`, `SRV 80 web.default.svc.cluster.local`, names without the dot at their end. */
export interface DnsRecord {
  readonly type: RecordType;
  readonly name: string;
  readonly value: string;
  /** Of an SRV record. */
  readonly port?: number;
}

export interface Found {
  /** 0 NOERROR, 3 NXDOMAIN. */
  readonly rcode: 0 | 3;
  readonly records: readonly DnsRecord[];
}

/** @param name without a dot at its end. */
export type FindName = (name: string, type: RecordType) => Found;

const NXDOMAIN: Found = { rcode: 3, records: [] };
const SERVICE_NAME = new RegExp(
  `^(?:(?<prefix>[^.]+(?:\\.[^.]+)?)\\.)?(?<service>[^.]+)\\.(?<namespace>[^.]+)\\.svc\\.${ZONE.replace('.', '\\.')}$`,
);
const REVERSE = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/;

export class Names {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param name without a dot at its end. */
  find(name: string, type: RecordType): Found {
    if (type === 'PTR') return this.#reverse(name);
    const { prefix, service: serviceName = '', namespace = '' } = SERVICE_NAME.exec(name)?.groups ?? {};
    const service = this.#store.find(SERVICES, namespace, serviceName) as unknown as V1Service | undefined;
    if (!service) return NXDOMAIN;
    const { spec } = service;
    if (spec?.type === 'ExternalName')
      return prefix === undefined ? this.#alias(name, spec.externalName ?? '', type) : NXDOMAIN;
    const ports = /^_([^.]+)\._(tcp|udp)$/.exec(prefix ?? '');
    if (ports) return this.#ports(name, service, ports[1] ?? '', (ports[2] ?? '').toUpperCase(), type);
    if (spec?.clusterIP === 'None') return this.#headless(name, service, prefix, type);
    if (prefix !== undefined) return NXDOMAIN;
    return { rcode: 0, records: type === 'A' ? [{ type, name, value: spec?.clusterIP ?? '' }] : [] };
  }

  /** 2.5: a CNAME and what it leads to; nothing else is made of it. */
  #alias(name: string, target: string, type: RecordType): Found {
    const alias: DnsRecord = { type: 'CNAME', name, value: target.replace(/\.$/, '') };
    if (type === 'CNAME') return { rcode: 0, records: [alias] };
    return { rcode: 0, records: [alias, ...this.find(alias.value, type).records] };
  }

  /** 2.4.1: an address for each ready endpoint; none ready, no name. An endpoint has a name of its own, too. */
  #headless(name: string, service: V1Service, endpoint: string | undefined, type: RecordType): Found {
    const addresses = [...new Set(this.#ready(service).flatMap((each) => each.addresses))];
    const named =
      endpoint === undefined ? addresses : addresses.filter((address) => endpointName(address) === endpoint);
    if (named.length === 0) return NXDOMAIN;
    return { rcode: 0, records: type === 'A' ? named.map((value) => ({ type, name, value })) : [] };
  }

  /** 2.3.2 and 2.4.2: named ports only; of a headless Service one for each endpoint, and the endpoint's own number. */
  #ports(name: string, service: V1Service, port: string, protocol: string, type: RecordType): Found {
    const { metadata, spec } = service;
    const found = spec?.ports?.find((each) => each.name === port && (each.protocol ?? 'TCP') === protocol);
    if (!found) return NXDOMAIN;
    const target = `${metadata?.name}.${metadata?.namespace}.svc.${ZONE}`;
    const records =
      spec?.clusterIP === 'None'
        ? this.#ready(service, port, protocol).flatMap(({ addresses, port: number }) =>
            addresses.map((address) => ({ port: number, value: `${endpointName(address)}.${target}` })),
          )
        : [{ port: found.port, value: target }];
    if (records.length === 0) return NXDOMAIN;
    return { rcode: 0, records: type === 'SRV' ? records.map((each) => ({ type, name, ...each })) : [] };
  }

  /** 2.3.3 */
  #reverse(name: string): Found {
    const address = REVERSE.exec(name)?.slice(1).reverse().join('.');
    const services = this.#store.list(SERVICES) as unknown as V1Service[];
    const service = services.find(({ spec }) => spec?.clusterIP === address);
    if (!address || !service) return NXDOMAIN;
    const value = `${service.metadata?.name}.${service.metadata?.namespace}.svc.${ZONE}`;
    return { rcode: 0, records: [{ type: 'PTR', name, value }] };
  }

  #ready({ metadata }: V1Service, port?: string, protocol?: string): { addresses: readonly string[]; port: number }[] {
    const slices = this.#store.list(ENDPOINT_SLICES, metadata?.namespace ?? '') as unknown as V1EndpointSlice[];
    const own = slices.filter((each) => each.metadata?.labels?.['kubernetes.io/service-name'] === metadata?.name);
    return own.flatMap(({ endpoints, ports }) => {
      const found = (ports ?? []).find((each) => each.name === port && each.protocol === protocol);
      if (port !== undefined && !found) return [];
      const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready ?? true);
      return ready.map(({ addresses }) => ({ addresses, port: found?.port ?? 0 }));
    });
  }
}

/** As CoreDNS names an endpoint that has no hostname. */
function endpointName(address: string): string {
  return address.replaceAll('.', '-');
}
