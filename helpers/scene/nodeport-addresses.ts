/** Which addresses of a node its nodePorts are open on, by kube-proxy's mode and `--nodeport-addresses`. */
import type { Cluster } from '../cluster/cluster.ts';
import { atLeast } from '../cluster/version.ts';
import { familyOf, isWithin } from '../expect/cidr.ts';
import type { Protocol } from '../probe/probe.ts';
import type { ProxyConfig } from './proxy-config.ts';

const LOOPBACK = { ipv4: '127.0.0.0/8', ipv6: '::1/128' } as const;

/** The CIDRs of the address's family that are configured; none where the family has none, which means all addresses. */
function cidrsFor(address: string, configured: readonly string[], internalIPs: readonly string[]): string[] {
  const cidrs = configured.flatMap((each) => {
    if (each === 'primary') return internalIPs.map((ip) => `${ip}/${familyOf(ip) === 'ipv4' ? 32 : 128}`);
    return each === 'localhost' ? Object.values(LOOPBACK) : [each];
  });
  return cidrs.filter((cidr) => familyOf(cidr.split('/')[0] ?? '') === familyOf(address));
}

/** Whether a nodePort is open on an address of the node that is none of its loopback ones. */
export function isNodePortAddress(
  address: string,
  { nodePortAddresses }: Pick<ProxyConfig, 'nodePortAddresses'>,
  internalIPs: readonly string[],
): boolean {
  const cidrs = cidrsFor(address, nodePortAddresses, internalIPs);
  return cidrs.length === 0 || cidrs.some((cidr) => isWithin(address, cidr));
}

/** Whether a nodePort of a Service with this family is open on the node's loopback address (127.0.0.1 or ::1). */
export function isOpenOnLoopback(
  address: string,
  protocol: Protocol,
  { proxyMode, kubernetesVersion }: Pick<Cluster, 'proxyMode' | 'kubernetesVersion'>,
  { nodePortAddresses, localhostNodePorts, featureGates }: ProxyConfig,
): boolean {
  const cidrs = cidrsFor(address, nodePortAddresses, []);
  const stated = cidrs.some((cidr) => isWithin(address, cidr));
  if (proxyMode === 'ipvs') return false;
  if (proxyMode === 'nftables') {
    // KEP-6032: by a proxy in user space, where it is asked for twice.
    const { KubeProxyNFTablesLocalhostNodePorts: gate = false } = featureGates;
    return gate && stated && protocol === 'TCP' && atLeast(kubernetesVersion, '1.37');
  }
  return familyOf(address) === 'ipv4' && localhostNodePorts && (cidrs.length === 0 || stated);
}
