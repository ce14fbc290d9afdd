import type { TargetFacts } from '../failure-facts.ts';
import { allGood, noneGood, type Share, shareOf } from './shares.ts';
import type { Way } from './ways.ts';

/** A node whose pods nobody on other nodes reaches over a protocol, while those elsewhere are reached. */
export interface UnreachedPods {
  readonly node: string;
  readonly protocol: TargetFacts['protocol'];
  readonly there: Share;
  readonly elsewhere: Share;
  /** A node whose pods are reached. */
  readonly reached: string;
}

export function unreachedPods(ways: readonly Way[]): UnreachedPods[] {
  const direct = ways.filter(
    ({ to, from, wanted }) => to.kind === 'pod IP' && wanted === 'answer' && from.node !== to.node,
  );
  return (['TCP', 'UDP'] as const).flatMap((protocol) => {
    const over = direct.filter(({ to }) => to.protocol === protocol);
    return [...new Set(over.flatMap(({ to }) => to.node ?? []))].flatMap((node) => {
      const others = over.filter(({ from, to }) => to.node !== node && from.node !== node);
      const [there, elsewhere] = [shareOf(over.filter(({ to }) => to.node === node)), shareOf(others)];
      const reached = others[0]?.to.node;
      return reached && noneGood(there) && allGood(elsewhere) ? [{ node, protocol, there, elsewhere, reached }] : [];
    });
  });
}
