import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const healthCheckClosed: Fault = {
  what: 'a healthCheckNodePort is closed',
  like: 'cloudnativelabs/kube-router#455',
  version: 2, // 1 is the same; the question of the spec outlived its limit then, so that it could not tell
  mustFail: ['POLICY-11'],
  puts: everywhere(({ doors }) => ({
    arrives: doors.flatMap(({ healthCheckNodePort }) =>
      healthCheckNodePort ? [`fib daddr type local tcp dport ${healthCheckNodePort} drop`] : [],
    ),
  })),
};
