import { likely, type Rule } from '../rule.ts';
import { suspects } from '../ways.ts';
import { leftBehind } from './left-behind.ts';
import { proxyBehind } from './proxy-behind.ts';
import { rulesLack } from './rules-lack.ts';
import { staleAddress } from './stale-address.ts';

/** A kube-proxy that does not keep up, and rules that are not what the API says: the one explains the other. */
export const notProgrammed: Rule = {
  about: 'node X fails since its kube-proxy does not write its rules any more',
  needs:
    'a node that fails, whose kube-proxy is behind or does not answer, and whose rules are not what the EndpointSlices say',
  says: (facts) => {
    const sentences = (rule: Rule) => rule.says(facts).map(({ sentence }) => `${sentence} `);
    const [behind, wrong] = [
      sentences(proxyBehind),
      [...sentences(rulesLack), ...sentences(staleAddress), ...sentences(leftBehind)],
    ];
    const isNamed = (node: string, among: readonly string[]) => among.some((each) => each.includes(`node ${node} `));
    return suspects(facts)
      .filter(({ failing }) => isNamed(failing, behind) && isNamed(failing, wrong))
      .map(({ failing }) => likely(`node ${failing} fails since its kube-proxy does not write its rules any more`));
  },
};
