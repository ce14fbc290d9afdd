import type { Way } from '../routing/route.ts';
import { type Fault, NOWHERE, withWays } from './fault.ts';

export const repliesOnBridgeUntranslated: Fault = {
  what: 'a reply from a pod on the same bridge is not translated back: bridge-nf-call-iptables is off',
  mustFail: [
    'AFFINITY-1',
    'AFFINITY-2',
    'AFFINITY-5',
    'API-3',
    'API-4',
    'ARTICLE-5',
    'ARTICLE-9',
    'ARTICLE-11',
    'BACKENDS-2',
    'BACKENDS-3',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-7',
    'BACKENDS-9',
    'BACKENDS-10',
    'CLUSTERIP-1',
    'CLUSTERIP-4',
    'CLUSTERIP-5',
    'CLUSTERIP-6',
    'CLUSTERIP-7',
    'DNS-5',
    'NODEPORT-4',
    'NODEPORT-5',
    'POLICY-4',
    'POLICY-6',
    'POLICY-7',
    'POLICY-8',
    'POLICY-9',
    'POLICY-10',
    'POLICY-14',
    'POLICY-15',
    'PORTS-1',
    'PORTS-2',
    'PORTS-3',
    'PORTS-4',
    'PORTS-5',
    'PROXY-4',
    'SCALE-1',
    'SCALE-2',
    'SOURCE-1',
    'SOURCE-4',
    'UDP-1',
    'UDP-2',
    'UDP-3',
    'UDP-4',
  ],
  // so many silences that its time may be over before it is judged; AFFINITY-4 may be led to pods of other nodes alone;
  // ARTICLE-4 has two pods, which share a node only where there is no room elsewhere
  byChance: ['AFFINITY-3', 'BACKENDS-1', 'AFFINITY-4', 'ARTICLE-4'],
  wraps: () => ({
    route: withWays((ways, { door }, cluster, client) => {
      if (!door || client.kind !== 'pod') return ways;
      // What is masqueraded comes back to the node itself, and is translated there.
      const isBridged = ({ address, source }: Way) =>
        cluster.pods.get(address)?.node === client.node && source === client.address;
      return ways.map((way) => (isBridged(way) ? { ...way, address: NOWHERE } : way));
    }),
  }),
};
