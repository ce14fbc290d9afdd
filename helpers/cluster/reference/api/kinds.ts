/** What the API serves. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

function kind(group: string, name: string, plural: string, namespaced = true): Kind {
  return { group, version: 'v1', kind: name, plural, namespaced };
}

export const NAMESPACES = kind('', 'Namespace', 'namespaces', false);
export const NODES = kind('', 'Node', 'nodes', false);
export const PODS = kind('', 'Pod', 'pods');
export const SERVICES = kind('', 'Service', 'services');
export const CONFIG_MAPS = kind('', 'ConfigMap', 'configmaps');
export const SERVICE_ACCOUNTS = kind('', 'ServiceAccount', 'serviceaccounts');
const EVENTS = kind('', 'Event', 'events');
export const DEPLOYMENTS = kind('apps', 'Deployment', 'deployments');
export const DAEMON_SETS = kind('apps', 'DaemonSet', 'daemonsets');
export const ENDPOINT_SLICES = kind('discovery.k8s.io', 'EndpointSlice', 'endpointslices');
export const SERVICE_CIDRS = kind('networking.k8s.io', 'ServiceCIDR', 'servicecidrs', false);
export const IP_ADDRESSES = kind('networking.k8s.io', 'IPAddress', 'ipaddresses', false);

export const KINDS: readonly Kind[] = [
  ...[NAMESPACES, NODES, PODS, SERVICES, CONFIG_MAPS, SERVICE_ACCOUNTS, EVENTS],
  ...[DEPLOYMENTS, DAEMON_SETS, ENDPOINT_SLICES, SERVICE_CIDRS, IP_ADDRESSES],
];

export function apiVersionOf({ group, version }: Kind): string {
  return group === '' ? version : `${group}/${version}`;
}

/** As error messages name it: `services`, `deployments.apps`. */
export function resourceName({ group, plural }: Kind): string {
  return group === '' ? plural : `${plural}.${group}`;
}
