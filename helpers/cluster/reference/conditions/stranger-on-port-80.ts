import type { Condition } from '../faults/fault.ts';

export const strangerOnPort80: Condition = {
  what: 'outside, a transparent proxy answers on port 80 in place of every address',
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const isTaken = client.kind === 'outside' && target.port === 80 && target.protocol === 'TCP';
      return isTaken ? { kind: 'stranger' } : route(cluster, client, target);
    },
  }),
};
