import { readyOnes } from '../breaks/door.ts';
import { choosing, HIDE_SOURCE } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const clusterPortOnNodes: Fault = {
  what: 'the port of a ClusterIP is open on the nodes',
  like: 'a hostPort or a load balancer of the distribution that opens every Service on every node',
  mustFail: ['ARTICLE-10'],
  puts: everywhere(({ doors }) => {
    const rules = doors
      .filter(({ protocol }) => protocol === 'tcp')
      .flatMap((door) => choosing(`fib daddr type local tcp dport ${door.port}`, readyOnes(door)));
    return {
      arrives: doors.map(({ port }) => `fib daddr type local tcp dport ${port} ${HIDE_SOURCE}`),
      chooses: rules,
    };
  }),
};
