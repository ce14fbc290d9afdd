import type { Condition, Fault } from './fault.ts';

export const CONTROLS = 10;

/** Requirements that say much for the time and the probes that they take, those that say most first. */
const TRAFFIC = [
  ...['CLUSTERIP-1', 'CLUSTERIP-2', 'CLUSTERIP-3', 'SOURCE-1', 'SOURCE-2', 'SOURCE-3', 'POLICY-1', 'POLICY-5', 'DNS-4'],
  ...['API-5', 'PORTS-2', 'SCALE-2', 'AFFINITY-5', 'UDP-1', 'NODEPORT-1', 'PORTS-1', 'SOURCE-4', 'BACKENDS-9'],
  ...['BACKENDS-1', 'ARTICLE-5', 'ARTICLE-7', 'ARTICLE-8', 'ARTICLE-9', 'ARTICLE-4'],
];

/** Those that ask the API and the cluster's DNS alone. */
const API = [
  ...['DNS-4', 'API-1', 'API-2', 'API-5', 'API-6', 'ARTICLE-1', 'ARTICLE-2', 'ARTICLE-3', 'ARTICLE-12', 'DNS-6'],
  'DUALSTACK-1',
];

/** The ten controls of a fault, which must still pass: the first of those that it does not concern. */
export function controlsOf({ mustFail, mustFailIn = {}, cannotTell = [], notAsked = [], wide }: Fault): string[] {
  const others = [...mustFail, ...Object.values(mustFailIn).flat(), ...cannotTell, ...notAsked];
  return firstBesides(others, wide ? API : [...TRAFFIC, ...API]);
}

export function controlsOfCondition({ concerns }: Condition): string[] {
  return firstBesides(concerns, [...TRAFFIC, ...API]);
}

function firstBesides(others: readonly string[], pool: readonly string[]): string[] {
  return [...new Set(pool)].filter((id) => !others.includes(id)).slice(0, CONTROLS);
}
