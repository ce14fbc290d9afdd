import { readyOnes } from '../breaks/door.ts';
import { atNodePort, rulesOf } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const deletedNodePortOpen: Fault = {
  what: 'the nodePort of a Service that is gone, or has none any more, stays open',
  like: 'rules that are added and never taken away',
  mustFail: ['NODEPORT-5', 'ARTICLE-11'],
  puts: (ground) =>
    shadow(
      ground,
      ground.cluster.nodes,
      ({ gone }) => rulesOf(gone.flatMap((door) => atNodePort(door, readyOnes(door)))),
      { holdsBack: false },
    ),
};
