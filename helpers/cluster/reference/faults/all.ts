/** All faults, by name. */
import type { Wrappers } from '../wrappers.ts';
import { addressGivenTwice } from './address-given-twice.ts';
import { affinityFromFirstConnection } from './affinity-from-first-connection.ts';
import { affinityIgnored } from './affinity-ignored.ts';
import { affinityInMinutes } from './affinity-in-minutes.ts';
import { affinityPerConnection } from './affinity-per-connection.ts';
import { affinityToTheDead } from './affinity-to-the-dead.ts';
import { aliasProxied } from './alias-proxied.ts';
import { anyPortOfClusterIP } from './any-port-of-cluster-ip.ts';
import { clusterIPOutside } from './cluster-ip-outside.ts';
import { clusterIPPortOnNodes } from './cluster-ip-port-on-nodes.ts';
import { connectionsCut } from './connections-cut.ts';
import { deadBackendStillChosen } from './dead-backend-still-chosen.ts';
import { deletedClusterIPAnswers } from './deleted-cluster-ip-answers.ts';
import { deletedNodePortOpen } from './deleted-node-port-open.ts';
import { deletionsMissedOnOneNode } from './deletions-missed-on-one-node.ts';
import { endpointsFrozenOnOneNode } from './endpoints-frozen-on-one-node.ts';
import { externalLocalAtClusterIP } from './external-local-at-cluster-ip.ts';
import { externalLocalIgnored } from './external-local-ignored.ts';
import type { Fault } from './fault.ts';
import { finishedPodsKept } from './finished-pods-kept.ts';
import { firstAlwaysChosen } from './first-always-chosen.ts';
import { gapsAtEveryChange } from './gaps-at-every-change.ts';
import { hairpinOff } from './hairpin-off.ts';
import { headlessPublishesUnready } from './headless-publishes-unready.ts';
import { healthAlwaysWell } from './health-always-well.ts';
import { healthCountsTerminating } from './health-counts-terminating.ts';
import { hintsHeededBlindly } from './hints-heeded-blindly.ts';
import { hintsIgnored } from './hints-ignored.ts';
import { internalLocalAtNodePort } from './internal-local-at-node-port.ts';
import { internalLocalIgnored } from './internal-local-ignored.ts';
import { invalidAccepted } from './invalid-accepted.ts';
import { lastEntryWins } from './last-entry-wins.ts';
import { lastOfManyStarved } from './last-of-many-starved.ts';
import { localFallsBack } from './local-falls-back.ts';
import { localRefuses } from './local-refuses.ts';
import { loopbackClosed } from './loopback-closed.ts';
import { masqueradeMissing } from './masquerade-missing.ts';
import { misnamedPortLosesService } from './misnamed-port-loses-service.ts';
import { namedPortOfFirstPod } from './named-port-of-first-pod.ts';
import { namesOfAnother } from './names-of-another.ts';
import { nodePortGivenTwice } from './node-port-given-twice.ts';
import { nodePortNewEachTime } from './node-port-new-each-time.ts';
import { nodePortOnClusterIP } from './node-port-on-cluster-ip.ts';
import { nodePortOnlyWhereBackendIs } from './node-port-only-where-backend-is.ts';
import { nodePortsClaimed } from './node-ports-claimed.ts';
import { nodePortsClosedOnOneNode } from './node-ports-closed-on-one-node.ts';
import { nodePortsOutsideOnly } from './node-ports-outside-only.ts';
import { nodesUnserved } from './nodes-unserved.ts';
import { oneAddressOnly } from './one-address-only.ts';
import { oneInFiftyDropped } from './one-in-fifty-dropped.ts';
import { oneNodeMinuteLate } from './one-node-minute-late.ts';
import { oneSliceOnly } from './one-slice-only.ts';
import { ownDoorIsLocal } from './own-door-is-local.ts';
import { pathCutOneWay } from './path-cut-one-way.ts';
import { podsMasqueraded } from './pods-masqueraded.ts';
import { portsCrossed } from './ports-crossed.ts';
import { protocolMissingFromKey } from './protocol-missing-from-key.ts';
import { proxyNameIgnored } from './proxy-name-ignored.ts';
import { proxyStoppedOnOneNode } from './proxy-stopped-on-one-node.ts';
import { readinessIgnored } from './readiness-ignored.ts';
import { rejectMissing } from './reject-missing.ts';
import { repliesOnBridgeUntranslated } from './replies-on-bridge-untranslated.ts';
import { serviceRangeCaught } from './service-range-caught.ts';
import { singleStackInSilence } from './single-stack-in-silence.ts';
import { slicesNotUpdated } from './slices-not-updated.ts';
import { sourceLost } from './source-lost.ts';
import { srvOfTargetPort } from './srv-of-target-port.ts';
import { terminatingUnused } from './terminating-unused.ts';
import { terminatingUsed } from './terminating-used.ts';
import { typeChangeKeepsNodePort } from './type-change-keeps-node-port.ts';
import { typeNodePortByDefault } from './type-node-port-by-default.ts';
import { udpFlowsKept } from './udp-flows-kept.ts';
import { udpFlowsKeptByAddress } from './udp-flows-kept-by-address.ts';
import { udpLost } from './udp-lost.ts';
import { unreadyNotPublished } from './unready-not-published.ts';
import { unsaidNotReady } from './unsaid-not-ready.ts';
import { variablesMissing } from './variables-missing.ts';

export const FAULTS: Readonly<Record<string, Fault>> = {
  ...{ addressGivenTwice, affinityFromFirstConnection, affinityIgnored, affinityInMinutes },
  ...{ affinityPerConnection, affinityToTheDead, aliasProxied, anyPortOfClusterIP },
  ...{ clusterIPOutside, clusterIPPortOnNodes, connectionsCut, deadBackendStillChosen },
  ...{ deletedClusterIPAnswers, deletedNodePortOpen, deletionsMissedOnOneNode, endpointsFrozenOnOneNode },
  ...{ externalLocalAtClusterIP, externalLocalIgnored, finishedPodsKept, firstAlwaysChosen },
  ...{ gapsAtEveryChange, hairpinOff, headlessPublishesUnready, healthAlwaysWell },
  ...{ healthCountsTerminating, hintsHeededBlindly, hintsIgnored, internalLocalAtNodePort },
  ...{ internalLocalIgnored, invalidAccepted, lastEntryWins, lastOfManyStarved },
  ...{ localFallsBack, localRefuses, loopbackClosed, masqueradeMissing },
  ...{ misnamedPortLosesService, namedPortOfFirstPod, namesOfAnother, nodePortGivenTwice },
  ...{ nodePortNewEachTime, nodePortOnClusterIP, nodePortOnlyWhereBackendIs, nodePortsClaimed },
  ...{ nodePortsClosedOnOneNode, nodePortsOutsideOnly, nodesUnserved, oneAddressOnly },
  ...{ oneInFiftyDropped, oneNodeMinuteLate, oneSliceOnly, ownDoorIsLocal },
  ...{ pathCutOneWay, podsMasqueraded, portsCrossed, protocolMissingFromKey },
  ...{ proxyNameIgnored, proxyStoppedOnOneNode, readinessIgnored, rejectMissing },
  ...{ repliesOnBridgeUntranslated, serviceRangeCaught, singleStackInSilence, slicesNotUpdated },
  ...{ sourceLost, srvOfTargetPort, terminatingUnused, terminatingUsed },
  ...{ typeChangeKeepsNodePort, typeNodePortByDefault, udpFlowsKeptByAddress, udpFlowsKept },
  ...{ udpLost, unreadyNotPublished, unsaidNotReady, variablesMissing },
};

/** @param name of a fault; empty: nothing is wrong. @throws where there is none of that name. */
export function wrappersOf(name: string): Wrappers {
  if (name === '') return {};
  const found = FAULTS[name];
  if (!found) throw new Error(`there is no fault ${name}`);
  return found.wraps();
}
