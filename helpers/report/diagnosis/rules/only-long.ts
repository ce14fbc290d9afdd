import { type FailureFacts, LONG_ANSWERS, type TargetFacts } from '../../failure-facts.ts';
import { likely, type Rule, seen } from '../rule.ts';
import { allGood, shareOf } from '../shares.ts';
import { type Way, waysOf } from '../ways.ts';
import { listed, placeText, shareText } from '../words.ts';

/** Of one Service the same client gets short answers and no long ones. */
export const onlyLong: Rule = {
  about: 'only long answers do not come: an MTU that is larger than the network carries',
  needs: 'a client whose short answers from a Service all came, and its long ones did not',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted, to }) => wanted === 'answer' && to.service && to.kind !== 'pod IP');
    const clients = [...new Set(ways.map(({ from }) => placeText(from)))];
    const suffering = clients.filter((client) => {
      const own = ways.filter(({ from }) => placeText(from) === client);
      const [long, short] = shares(facts, own);
      return long.good < long.probes && allGood(short);
    });
    if (suffering.length === 0) return [];
    const [long, short] = shares(
      facts,
      ways.filter(({ from }) => suffering.includes(placeText(from))),
    );
    return [
      seen(
        `from ${listed(suffering)} only long answers do not come: ${shareText(long)} answered at length, ${shareText(short)} in short`,
      ),
      likely('long packets are lost on the way, and nobody is told: an MTU that is larger than the network carries'),
    ];
  },
};

function shares(facts: FailureFacts, ways: readonly Way[]) {
  const long = (way: Way) => isLong(facts, way.to);
  return [shareOf(ways.filter(long)), shareOf(ways.filter((way) => !long(way)))] as const;
}

function isLong({ services }: FailureFacts, { service, port }: TargetFacts): boolean {
  const ports = services.find(({ name }) => name === service)?.ports ?? [];
  return ports.some((each) => each.name === LONG_ANSWERS && [each.port, each.nodePort].includes(port));
}
