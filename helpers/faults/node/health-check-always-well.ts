import { everywhere } from '../breaks/shadow.ts';
import { wellElsewhere } from '../breaks/well-elsewhere.ts';
import type { Fault } from '../fault.ts';

export const healthCheckAlwaysWell: Fault = {
  what: 'a healthCheckNodePort says 200 on every node',
  like: 'cilium/cilium#11043',
  mustFail: ['POLICY-11'],
  puts: everywhere(({ doors }, node, cluster) => wellElsewhere(doors, node, cluster)),
};
