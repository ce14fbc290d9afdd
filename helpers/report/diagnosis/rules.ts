import type { Rule } from './rule.ts';
import { affinityEnd } from './rules/affinity-end.ts';
import { affinityLost } from './rules/affinity-lost.ts';
import { answeredOtherwise } from './rules/answered-otherwise.ts';
import { connectionCut } from './rules/connection-cut.ts';
import { didNotLast } from './rules/did-not-last.ts';
import { endedOtherwise } from './rules/ended-otherwise.ts';
import { everyNodeAlike } from './rules/every-node-alike.ts';
import { flowStays } from './rules/flow-stays.ts';
import { foreignRule } from './rules/foreign-rule.ts';
import { healthCheck } from './rules/health-check.ts';
import { leftBehind } from './rules/left-behind.ts';
import { nameAstray } from './rules/name-astray.ts';
import { noReadyEndpoint } from './rules/no-ready-endpoint.ts';
import { nodeNotReady } from './rules/node-not-ready.ts';
import { notMade } from './rules/not-made.ts';
import { notProgrammed } from './rules/not-programmed.ts';
import { oneDirection } from './rules/one-direction.ts';
import { oneFamily } from './rules/one-family.ts';
import { oneNodeClusterIP } from './rules/one-node-clusterip.ts';
import { oneNodeNodePort } from './rules/one-node-nodeport.ts';
import { oneNodePods } from './rules/one-node-pods.ts';
import { oneProtocol } from './rules/one-protocol.ts';
import { onlyLong } from './rules/only-long.ts';
import { onlyLoopback } from './rules/only-loopback.ts';
import { onlySomeAddresses } from './rules/only-some-addresses.ts';
import { openDoor } from './rules/open-door.ts';
import { outsideRoute } from './rules/outside-route.ts';
import { podNetwork } from './rules/pod-network.ts';
import { proxyBehind } from './rules/proxy-behind.ts';
import { readinessDisagrees } from './rules/readiness-disagrees.ts';
import { rulesLack } from './rules/rules-lack.ts';
import { staleAddress } from './rules/stale-address.ts';
import { stranger } from './rules/stranger.ts';
import { unevenShares } from './rules/uneven-shares.ts';
import { unreadyBackend } from './rules/unready-backend.ts';
import { wayBack } from './rules/way-back.ts';
import { writtenWrong } from './rules/written-wrong.ts';

/** Where it fails comes first, then why. */
export const RULES: readonly Rule[] = [
  ...[
    oneNodeNodePort,
    oneNodeClusterIP,
    everyNodeAlike,
    openDoor,
    outsideRoute,
    answeredOtherwise,
    endedOtherwise,
    unevenShares,
    affinityLost,
    affinityEnd,
    connectionCut,
    flowStays,
    healthCheck,
    unreadyBackend,
    nameAstray,
    oneFamily,
    oneProtocol,
    onlyLong,
    onlyLoopback,
    onlySomeAddresses,
    oneNodePods,
  ],
  ...[
    oneDirection,
    podNetwork,
    nodeNotReady,
    proxyBehind,
    rulesLack,
    staleAddress,
    leftBehind,
    notProgrammed,
    foreignRule,
  ],
  ...[writtenWrong, noReadyEndpoint, readinessDisagrees, stranger, wayBack, didNotLast, notMade],
];
