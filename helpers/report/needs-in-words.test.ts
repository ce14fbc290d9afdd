import { expect, test } from '@jest/globals';
import type { Needs } from '../catalogue/requirement.ts';
import { needsInWords } from './needs-in-words.ts';

test.each<[Needs, string]>([
  [{}, ''],
  [{ nodes: 1 }, ''],
  [{ nodes: 2, outside: true }, '2 nodes, a client outside'],
  [{ kubeProxy: true }, 'kube-proxy'],
  [{ kubeProxy: true, proxyModes: ['iptables', 'nftables'] }, 'kube-proxy in mode iptables or nftables'],
  [
    { throwaway: true, since: '1.34', loadBalancer: true, hostNetwork: true, dualStack: true },
    "Kubernetes 1.34, pods in the nodes' network, IPv4 and IPv6, LoadBalancers that nobody claims, a throwaway cluster",
  ],
])('%j', (needs, words) => {
  expect(needsInWords(needs)).toBe(words);
});
