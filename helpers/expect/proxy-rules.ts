/**
 * How a connection that must reach nobody ends, by what the proxy is: exactly what its mode documents. Where the proxy is not
 * known, anything but an answer of ours. A cluster without a proxy is held to the default mode, so that it fails by name.
 */
import type { Cluster } from '../cluster/cluster.ts';
import { DROPPED, type NegativeRule, NOT_OURS, REFUSED } from './negative-rule.ts';

type Mode = Cluster['proxyMode'];
type Rules = Readonly<Record<'iptables' | 'nftables' | 'ipvs', NegativeRule>>;

function ruleOf(mode: Mode, rules: Rules): NegativeRule {
  if (mode === 'unknown') return NOT_OURS;
  const rule = rules[mode === 'none' ? 'iptables' : mode];
  return {
    ...rule,
    words: `${rule.words} (${mode === 'none' ? 'no kube-proxy, held to mode iptables' : `kube-proxy in mode ${mode}`})`,
  };
}

/** A Service without a usable endpoint: REJECT in iptables, reject in nftables, a virtual server without destinations in ipvs. */
export function withoutEndpoints(mode: Mode): NegativeRule {
  return ruleOf(mode, { iptables: REFUSED, nftables: REFUSED, ipvs: REFUSED });
}

/** A port that the Service does not declare, on its ClusterIP; iptables has no rule for it (KEP-3866, "Behavior of service IPs"). */
export function undeclaredPort(mode: Mode): NegativeRule {
  return ruleOf(mode, { iptables: NOT_OURS, nftables: REFUSED, ipvs: REFUSED });
}

/** An address of the service range that no Service holds; nftables drops it (pkg/proxy/nftables/README.md). */
export function unallocatedClusterIP(mode: Mode): NegativeRule {
  return ruleOf(mode, { iptables: NOT_OURS, nftables: DROPPED, ipvs: NOT_OURS });
}

/** From outside, a nodePort with externalTrafficPolicy Local on a node without a local endpoint, while others have some. */
export function externalWithoutLocal(mode: Mode): NegativeRule {
  return ruleOf(mode, { iptables: DROPPED, nftables: DROPPED, ipvs: DROPPED });
}

/** A ClusterIP with internalTrafficPolicy Local on a node without a local endpoint, while others have some. */
export function internalWithoutLocal(mode: Mode): NegativeRule {
  return ruleOf(mode, { iptables: DROPPED, nftables: DROPPED, ipvs: REFUSED });
}
