import { readyOnes } from '../breaks/door.ts';
import { choosing } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const nodePortOnClusterIP: Fault = {
  what: 'a nodePort is open on its ClusterIP too',
  like: 'a proxy that takes traffic by its port alone',
  mustFail: ['CLUSTERIP-4', 'NODEPORT-4'],
  puts: everywhere(({ doors }) => {
    const rules = doors.flatMap((door) =>
      door.nodePort
        ? choosing(`ip daddr ${door.clusterIP} ${door.protocol} dport ${door.nodePort}`, readyOnes(door))
        : [],
    );
    return { chooses: rules, choosesLocal: rules };
  }),
};
