/** Proxies that program something else than the API says: that of the second node, while the others are right. */
import type { Service } from '../routing/cluster-model.ts';
import type { Wrappers } from '../wrappers.ts';
import { type Fault, isSecondNode, servingNode } from './fault.ts';

interface NodeProxy {
  /** Is told what a right one programs, at every change. */
  program(right: readonly Service[]): void;
  /** What it serves now. */
  serves(): readonly Service[];
}

export function onSecondNode(proxy: NodeProxy): Wrappers {
  return {
    serviceMap: (serviceMap) => (services, slices) => {
      const right = serviceMap(services, slices);
      proxy.program(right);
      return right;
    },
    route: (route) => (cluster, client, target) => {
      const isThere = isSecondNode(cluster, servingNode(cluster, client, target));
      return route(isThere ? { ...cluster, services: proxy.serves() } : cluster, client, target);
    },
  };
}

/** One that programs what came so many ms ago. */
export function late(ms: number): NodeProxy {
  const coming: { readonly due: number; readonly services: readonly Service[] }[] = [];
  let served: readonly Service[] = [];
  return {
    program: (services) => coming.push({ due: performance.now() + ms, services }),
    serves() {
      const now = performance.now();
      for (let [next] = coming; next && next.due <= now; [next] = coming) {
        served = next.services;
        coming.shift();
      }
      return served;
    },
  };
}

/** One that makes of what is right, and of what it served before, what it serves. */
export function remembered(
  next: (before: readonly Service[], right: readonly Service[]) => readonly Service[],
): NodeProxy {
  let served: readonly Service[] = [];
  return {
    program(right) {
      served = next(served, right);
    },
    serves: () => served,
  };
}

/** What shows a node on which nothing that changed is programmed within any bound. */
export const NOTHING_IN_TIME = {
  mustFail: [
    'AFFINITY-1',
    'AFFINITY-2',
    'AFFINITY-3',
    'AFFINITY-4',
    'AFFINITY-5',
    'API-3',
    'API-4',
    'ARTICLE-5',
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
    'BACKENDS-10',
    'CLUSTERIP-1',
    'CLUSTERIP-2',
    'CLUSTERIP-4',
    'CLUSTERIP-5',
    'CLUSTERIP-6',
    'CLUSTERIP-7',
    'NODEPORT-1',
    'NODEPORT-2',
    'NODEPORT-3',
    'NODEPORT-4',
    'NODEPORT-5',
    'NODEPORT-6',
    'POLICY-1',
    'POLICY-2',
    'POLICY-3',
    'POLICY-4',
    'POLICY-5',
    'POLICY-6',
    'POLICY-7',
    'POLICY-8',
    'POLICY-9',
    'POLICY-10',
    'POLICY-11',
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
    'SOURCE-2',
    'SOURCE-3',
    'SOURCE-4',
    'UDP-1',
    'UDP-2',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // which is told first: that nobody answers, or that their positive controls are not answered either
  // the last ones: whether one of their pods is on that node
  byChance: ['BACKENDS-3', 'BACKENDS-7', 'BACKENDS-8', 'CLUSTERIP-3', 'ARTICLE-4', 'DNS-1', 'DNS-5'],
} as const satisfies Pick<Fault, 'mustFail' | 'byChance'>;
