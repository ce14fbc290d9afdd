import { readyOnes } from '../breaks/door.ts';
import { rulesOf } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const deletedClusterIPAnswers: Fault = {
  what: 'the ClusterIP of a Service that is gone is still answered',
  like: 'rules that are added and never taken away',
  mustFail: ['CLUSTERIP-6', 'ARTICLE-11'],
  puts: (ground) =>
    shadow(
      ground,
      ground.cluster.nodes,
      ({ gone, addresses }) =>
        rulesOf(
          gone
            .filter(({ clusterIP }) => !addresses.includes(clusterIP))
            .map((door) => ({ at: 'ClusterIP', door, to: readyOnes(door) })),
        ),
      { holdsBack: false },
    ),
};
