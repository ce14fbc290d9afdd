import { astray } from '../astray.ts';
import { type Rule, seen } from '../rule.ts';
import { unusableText } from '../usable.ts';

/** A node leads to a pod that must get no new connection. */
export const unreadyBackend: Rule = {
  about: 'node X still leads to pod P, which the EndpointSlices list as not ready',
  needs:
    'a pod that answered afterwards, and was listed as ready or serving neither before the nodes were read nor after',
  says: (facts) =>
    astray(facts).map(({ node, pod, service, count, answers }) => {
      const why = unusableText(facts, service, (endpoint) => endpoint.pod === pod);
      return seen(`node ${node} still leads to pod ${pod} (${count} of ${answers} answers afterwards), ${why}`);
    }),
};
