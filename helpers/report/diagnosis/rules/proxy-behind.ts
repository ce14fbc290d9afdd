import type { FailureFacts, ProxyFacts } from '../../failure-facts.ts';
import { type Finding, type Rule, seen } from '../rule.ts';
import { nodeStates, suspects, waysOf } from '../ways.ts';
import { secondsBetween } from '../words.ts';

/** Something that was queued so long ago is not merely under way, in ms. */
const BEHIND_MS = 10_000;

/** The kube-proxy of a node that fails is not up to date, or does not say. */
export const proxyBehind: Rule = {
  about: "node X's kube-proxy has not synced since …, or does not answer",
  needs:
    "a node that fails, what its kube-proxy says of itself, and for one that says nothing another node's that does",
  says: (facts) => {
    const { fails: allFail } = nodeStates(waysOf(facts), 'ClusterIP', 'answer');
    const nodes = new Set([...suspects(facts).map(({ failing }) => failing), ...allFail]);
    const speaks = facts.proxies.some(({ healthz }) => healthz !== null);
    return facts.proxies.filter(({ node }) => nodes.has(node)).flatMap((proxy) => findingOf(proxy, speaks, facts));
  },
};

function findingOf(proxy: ProxyFacts, speaks: boolean, { gatheredAt }: FailureFacts): Finding[] {
  const { node, healthz, words, lastUpdated, currentTime, lastSync, lastQueued } = proxy;
  const who = `kube-proxy on node ${node}`;
  // Where none answers they may all be bound elsewhere.
  if (healthz === null) {
    return speaks ? [seen(`${who} does not answer at its health port (${words || 'no words'}), while others do`)] : [];
  }
  if (healthz !== 200) {
    const since = lastUpdated ? ` and has not synced since ${lastUpdated}` : '';
    const age = lastUpdated && currentTime ? `, ${secondsBetween(lastUpdated, currentTime)} before it was asked` : '';
    return [seen(`${who} says that it is not healthy (/healthz ${healthz})${since}${age}`)];
  }
  if (!lastSync || !lastQueued || Date.parse(lastQueued) <= Date.parse(lastSync)) return [];
  if (Date.parse(gatheredAt) - Date.parse(lastSync) < BEHIND_MS) return [];
  return [
    seen(
      `${who} has not synced since ${lastSync}, though it has had something to write since ${lastQueued} at the latest`,
    ),
  ];
}
