import type { FailureFacts } from '../failure-facts.ts';
import type { Rule } from './rule.ts';
import { didNotLast } from './rules/did-not-last.ts';
import { droppingRule } from './rules/dropping-rule.ts';
import { everyNodeAlike } from './rules/every-node-alike.ts';
import { noReadyEndpoint } from './rules/no-ready-endpoint.ts';
import { nodeNotReady } from './rules/node-not-ready.ts';
import { notMade } from './rules/not-made.ts';
import { oneDirection } from './rules/one-direction.ts';
import { oneNodeClusterIP } from './rules/one-node-clusterip.ts';
import { oneNodeNodePort } from './rules/one-node-nodeport.ts';
import { oneProtocol } from './rules/one-protocol.ts';
import { openDoor } from './rules/open-door.ts';
import { podNetwork } from './rules/pod-network.ts';
import { proxyBehind } from './rules/proxy-behind.ts';
import { readinessDisagrees } from './rules/readiness-disagrees.ts';
import { rulesLack } from './rules/rules-lack.ts';
import { staleAddress } from './rules/stale-address.ts';
import { stranger } from './rules/stranger.ts';
import { wayBack } from './rules/way-back.ts';

/** Where it fails comes first, then why. */
const RULES: readonly Rule[] = [
  ...[oneNodeNodePort, oneNodeClusterIP, everyNodeAlike, openDoor, oneProtocol, oneDirection, podNetwork],
  ...[nodeNotReady, proxyBehind, rulesLack, staleAddress, droppingRule, noReadyEndpoint, readinessDisagrees],
  ...[stranger, wayBack, didNotLast, notMade],
];

/** More of one kind say no more to a person. */
const MOST_OF_ONE = 4;

/** What the facts of a failure say of its cause, one line each, with how certain it is. Nothing but the facts is looked at. */
export function diagnose(facts: FailureFacts): string[] {
  const lines = RULES.flatMap(({ says }) => says(facts).slice(0, MOST_OF_ONE));
  return [...new Set(lines.map(({ certainty, sentence }) => `${certainty}: ${sentence}`))];
}
