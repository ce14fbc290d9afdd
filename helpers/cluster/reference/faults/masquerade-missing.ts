import type { Way } from '../routing/route.ts';
import { type Fault, NOWHERE, withWays } from './fault.ts';

export const masqueradeMissing: Fault = {
  what: 'what comes from outside to a nodePort is not masqueraded, so that only a local backend can answer it',
  mustFail: [
    'AFFINITY-1',
    'API-3',
    'API-4',
    'ARTICLE-6',
    'ARTICLE-7',
    'ARTICLE-8',
    'ARTICLE-10',
    'ARTICLE-11',
    'BACKENDS-1',
    'BACKENDS-2',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-9',
    'NODEPORT-4',
    'NODEPORT-5',
    'NODEPORT-6',
    'POLICY-2',
    'POLICY-3',
    'POLICY-4',
    'POLICY-7',
    'POLICY-8',
    'POLICY-11',
    'PROXY-4',
    'SOURCE-2',
    'UDP-1',
    'UDP-2',
  ],
  // which is told first: that nobody answers, or that their positive controls are not answered either
  byChance: ['BACKENDS-3', 'BACKENDS-7', 'BACKENDS-8'],
  wraps: () => ({
    route: withWays((ways, { door }, cluster, client) => {
      if (client.kind !== 'outside' || !door) return ways;
      const local = ({ address }: Way) => cluster.pods.get(address)?.node === door.node;
      return ways.map((way) => ({ ...way, source: client.address, address: local(way) ? way.address : NOWHERE }));
    }),
  }),
};
