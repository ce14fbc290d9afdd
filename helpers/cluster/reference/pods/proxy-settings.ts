import type { Mode } from '../routing/cluster-model.ts';

/** What kube-proxy says to processes of its own node at a URL; undefined where nobody listens. */
export function proxySays(mode: Mode, url: string): string | undefined {
  if (mode === 'none') return undefined;
  const { port, pathname } = new URL(url);
  if (port === '10249' && pathname === '/proxyMode') return mode;
  if (port === '10249' && pathname === '/configz') return JSON.stringify({ 'kubeproxy.config.k8s.io': settings(mode) });
  return port === '10256' ? '{}' : undefined;
}

/** Its defaults, with what lets it tell local pods. */
function settings(mode: Mode): object {
  return {
    ...{ kind: 'KubeProxyConfiguration', apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', mode },
    nodePortAddresses: mode === 'nftables' ? ['primary'] : [],
    iptables: { localhostNodePorts: true, masqueradeAll: false },
    nftables: { masqueradeAll: false },
    detectLocalMode: 'ClusterCIDR',
    detectLocal: { clusterCIDRs: ['127.0.0.0/8'] },
  };
}
