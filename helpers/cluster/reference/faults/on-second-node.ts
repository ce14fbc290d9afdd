/** Proxies that program something else than the API says: that of the second node, while the others are right. */
import type { Service } from '../routing/cluster-model.ts';
import type { Wrappers } from '../wrappers.ts';
import { isSecondNode, servingNode } from './fault.ts';

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
