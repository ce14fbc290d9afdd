import { likely, type Rule, seen } from '../rule.ts';
import { unreachedPods } from '../unreached-pods.ts';
import { waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

/** The pods of one node are not reached from others, so that a Service that leads to them fails everywhere now and then. */
export const oneNodePods: Rule = {
  about: 'the pods on node X answer nobody on other nodes, those on other nodes do',
  needs:
    'two probes over one protocol to pod IPs on one node, from other nodes, that all failed, and such probes to pods elsewhere that were all answered',
  says: (facts) =>
    unreachedPods(waysOf(facts)).flatMap(({ node, protocol, there, elsewhere }) => [
      seen(
        `the pods on node ${node} answer nobody on other nodes over ${protocol} (${shareText(there)}), and those elsewhere do (${shareText(elsewhere)})`,
      ),
      likely(
        `what a Service sends to a pod on node ${node} over ${protocol} is lost wherever it comes from: it is the pod network, not the Service`,
      ),
    ]),
};
