import { type Fault, isSecondNode, servingNode } from './fault.ts';

export const nodePortsClosedOnOneNode: Fault = {
  what: 'the nodePorts of one node are closed to whoever is not on it: a host firewall',
  mustFail: [
    'AFFINITY-1',
    'API-3',
    'API-4',
    'ARTICLE-7',
    'ARTICLE-8',
    'ARTICLE-9',
    'ARTICLE-10',
    'ARTICLE-11',
    'BACKENDS-1',
    'BACKENDS-2',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-9',
    'NODEPORT-1',
    'NODEPORT-4',
    'NODEPORT-5',
    'NODEPORT-6',
    'POLICY-1',
    'POLICY-2',
    'POLICY-3',
    'POLICY-4',
    'POLICY-7',
    'POLICY-8',
    'POLICY-9',
    'POLICY-11',
    'POLICY-15',
    'PORTS-1',
    'PORTS-4',
    'PORTS-5',
    'PROXY-4',
    'SOURCE-2',
    'SOURCE-3',
    'UDP-1',
    'UDP-2',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // which is told first: that nobody answers, or that their positive controls are not answered either
  byChance: ['BACKENDS-3', 'BACKENDS-7', 'BACKENDS-8'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const isDoor =
        isSecondNode(cluster, servingNode(cluster, client, target)) && !cluster.isServiceAddress(target.address);
      const isThere = client.kind !== 'outside' && isSecondNode(cluster, client.node);
      return isDoor && !isThere && target.port >= 30_000 ? { kind: 'timeout' } : route(cluster, client, target);
    },
  }),
};
