/** What the reference cluster says of a probe. */
import type { World } from '../cluster/reference/pods/world.ts';
import type { Client, Target } from '../cluster/reference/routing/cluster-model.ts';
import { isBeyond, whose } from './place.ts';
import type { Side } from './side.ts';

export interface Expected {
  /** Each way in which the probe may end, and no other. */
  readonly outcomes: readonly string[];
  /** Further connections end as the first. */
  readonly sticks: boolean;
}

/** How a probe ends that leads nowhere in the cluster. */
export const NOBODY = 'nobody of the cluster answers';

export function expectedOf({ network, podAt }: World, side: Side, client: Client, target: Target): Expected {
  const routed = network.route(client, target);
  if (isBeyond(side, client, target) && routed.kind !== 'answered') return { outcomes: [NOBODY], sticks: false };
  if (routed.kind !== 'answered') return { outcomes: [routed.kind], sticks: false };
  const ends = routed.by.map(({ address, port, source }) => {
    const pod = podAt(address);
    if (!pod) return 'timeout';
    if (!pod.listens(port, target.protocol)) return 'refused';
    return answeredBy(pod.place.name, port, whose(side, client, source));
  });
  return { outcomes: [...new Set(ends)].sort(), sticks: (routed.door?.affinitySeconds ?? 0) > 0 };
}

export function answeredBy(pod: string, port: number, seen: string): string {
  return `answered by ${pod} on ${port}, which sees ${seen}`;
}
