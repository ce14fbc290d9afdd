/** How new connections have to spread over the backends, by how the proxy chooses one. */
import type { Cluster } from '../cluster/cluster.ts';
import type { FieldRule } from '../expect/field-rules.ts';
import { shareAtRandom } from '../probe/samples.ts';

/**
 * The rule for the number of connections by backend: iptables and nftables choose at random, ipvs in turn, for each address of
 * each node; of other proxies nothing is known but that each backend gets some. Without a proxy it is as with iptables.
 */
export function fairShares(mode: Cluster['proxyMode'], backends: number, samples: number): FieldRule {
  const each = (words: string, holds: (counts: readonly number[]) => boolean): FieldRule => ({
    words: `of ${samples} connections, each of ${backends} backends ${words}`,
    holds: (value) => {
      const counts: unknown[] = Object.values(Object(value));
      const numbers = counts.filter((count) => typeof count === 'number');
      return counts.length === backends && numbers.length === backends && holds(numbers);
    },
  });
  if (mode === 'unknown') return each('some', (counts) => Math.min(...counts) > 0);
  if (mode === 'ipvs')
    return each('as many, give or take one', (counts) => Math.max(...counts) - Math.min(...counts) <= 1);
  const { from, to } = shareAtRandom(backends, samples);
  return each(`${from} to ${to}`, (counts) => counts.every((count) => count >= from && count <= to));
}
