/** All faults of real nodes, by name. */
import type { Fault } from './fault.ts';
import { affinityEndless } from './node/affinity-endless.ts';
import { affinityIgnored } from './node/affinity-ignored.ts';
import { affinityShort } from './node/affinity-short.ts';
import { clusterIPOutside } from './node/cluster-ip-outside.ts';
import { clusterIPsMasqueraded } from './node/cluster-ips-masqueraded.ts';
import { clusterPortOnNodes } from './node/cluster-port-on-nodes.ts';
import { deadBackendChosen } from './node/dead-backend-chosen.ts';
import { deletedClusterIPAnswers } from './node/deleted-cluster-ip-answers.ts';
import { deletedNodePortOpen } from './node/deleted-node-port-open.ts';
import { dnsWithoutReverse } from './node/dns-without-reverse.ts';
import { dnsWithoutSrv } from './node/dns-without-srv.ts';
import { dnsWrongService } from './node/dns-wrong-service.ts';
import { endpointsStaleOnOneNode } from './node/endpoints-stale-on-one-node.ts';
import { establishedCut } from './node/established-cut.ts';
import { externalLocalIgnored } from './node/external-local-ignored.ts';
import { externalLocalIgnoredOnOneNode } from './node/external-local-ignored-on-one-node.ts';
import { externalLocalRefuses } from './node/external-local-refuses.ts';
import { firstPodsPortForAll } from './node/first-pods-port-for-all.ts';
import { firstPortForAll } from './node/first-port-for-all.ts';
import { firstSliceOnly } from './node/first-slice-only.ts';
import { forwardingOff } from './node/forwarding-off.ts';
import { hairpinOff } from './node/hairpin-off.ts';
import { healthCheckAlwaysWell } from './node/health-check-always-well.ts';
import { healthCheckClosed } from './node/health-check-closed.ts';
import { internalLocalIgnored } from './node/internal-local-ignored.ts';
import { ipv6Lost } from './node/ipv6-lost.ts';
import { largePacketsLost } from './node/large-packets-lost.ts';
import { lastOfManyStarved } from './node/last-of-many-starved.ts';
import { loopbackSwallowed } from './node/loopback-swallowed.ts';
import { masqueradeMissing } from './node/masquerade-missing.ts';
import { nodePortOnClusterIP } from './node/node-port-on-cluster-ip.ts';
import { nodePortOnOneAddress } from './node/node-port-on-one-address.ts';
import { nodePortsClosed } from './node/node-ports-closed.ts';
import { nodePortsOnlyAtBackends } from './node/node-ports-only-at-backends.ts';
import { nodeProcessesUnserved } from './node/node-processes-unserved.ts';
import { notReadyPublishedUnused } from './node/not-ready-published-unused.ts';
import { oneBackendAlways } from './node/one-backend-always.ts';
import { oneBackendStarved } from './node/one-backend-starved.ts';
import { oneInFiftyLost } from './node/one-in-fifty-lost.ts';
import { podsCutOneWay } from './node/pods-cut-one-way.ts';
import { proxiesStopped } from './node/proxies-stopped.ts';
import { proxyLateByAMinute } from './node/proxy-late-by-a-minute.ts';
import { proxyNameIgnored } from './node/proxy-name-ignored.ts';
import { proxyStopped } from './node/proxy-stopped.ts';
import { rejectMissing } from './node/reject-missing.ts';
import { sameNodeIgnored } from './node/same-node-ignored.ts';
import { sameNodeWithoutFallback } from './node/same-node-without-fallback.ts';
import { sharesSkewed } from './node/shares-skewed.ts';
import { slicesNotUpdated } from './node/slices-not-updated.ts';
import { sourceLost } from './node/source-lost.ts';
import { staleFlow } from './node/stale-flow.ts';
import { tcpNodePortOverUDP } from './node/tcp-node-port-over-udp.ts';
import { terminatingUnused } from './node/terminating-unused.ts';
import { terminatingUsed } from './node/terminating-used.ts';
import { udpClusterIPsLost } from './node/udp-cluster-ips-lost.ts';
import { udpNodePortsClosed } from './node/udp-node-ports-closed.ts';
import { udpReplyFromElsewhere } from './node/udp-reply-from-elsewhere.ts';
import { unallocatedClusterIPAnswers } from './node/unallocated-cluster-ip-answers.ts';
import { undeclaredPortOpen } from './node/undeclared-port-open.ts';
import { unreadyUsed } from './node/unready-used.ts';
import { unsaidIsUnready } from './node/unsaid-is-unready.ts';

export const FAULTS: Readonly<Record<string, Fault>> = {
  'node-ports-closed': nodePortsClosed,
  'proxy-stopped': proxyStopped,
  'cluster-ip-outside': clusterIPOutside,
  'udp-node-ports-closed': udpNodePortsClosed,
  'udp-cluster-ips-lost': udpClusterIPsLost,
  'pods-cut-one-way': podsCutOneWay,
  'large-packets-lost': largePacketsLost,
  'one-in-fifty-lost': oneInFiftyLost,
  'udp-reply-from-elsewhere': udpReplyFromElsewhere,
  'masquerade-missing': masqueradeMissing,
  'source-lost': sourceLost,
  'cluster-ips-masqueraded': clusterIPsMasqueraded,
  'loopback-swallowed': loopbackSwallowed,
  'node-port-on-one-address': nodePortOnOneAddress,
  'reject-missing': rejectMissing,
  'node-processes-unserved': nodeProcessesUnserved,
  'forwarding-off': forwardingOff,
  'proxy-late-by-a-minute': proxyLateByAMinute,
  'proxies-stopped': proxiesStopped,
  'shares-skewed': sharesSkewed,
  'one-backend-starved': oneBackendStarved,
  'last-of-many-starved': lastOfManyStarved,
  'one-backend-always': oneBackendAlways,
  'affinity-ignored': affinityIgnored,
  'affinity-endless': affinityEndless,
  'affinity-short': affinityShort,
  'external-local-ignored': externalLocalIgnored,
  'external-local-ignored-on-one-node': externalLocalIgnoredOnOneNode,
  'external-local-refuses': externalLocalRefuses,
  'internal-local-ignored': internalLocalIgnored,
  'unready-used': unreadyUsed,
  'unsaid-is-unready': unsaidIsUnready,
  'first-slice-only': firstSliceOnly,
  'not-ready-published-unused': notReadyPublishedUnused,
  'terminating-used': terminatingUsed,
  'terminating-unused': terminatingUnused,
  'dead-backend-chosen': deadBackendChosen,
  'endpoints-stale-on-one-node': endpointsStaleOnOneNode,
  'first-port-for-all': firstPortForAll,
  'first-pods-port-for-all': firstPodsPortForAll,
  'undeclared-port-open': undeclaredPortOpen,
  'node-port-on-cluster-ip': nodePortOnClusterIP,
  'cluster-port-on-nodes': clusterPortOnNodes,
  'unallocated-cluster-ip-answers': unallocatedClusterIPAnswers,
  'deleted-node-port-open': deletedNodePortOpen,
  'deleted-cluster-ip-answers': deletedClusterIPAnswers,
  'proxy-name-ignored': proxyNameIgnored,
  'same-node-ignored': sameNodeIgnored,
  'same-node-without-fallback': sameNodeWithoutFallback,
  'tcp-node-port-over-udp': tcpNodePortOverUDP,
  'node-ports-only-at-backends': nodePortsOnlyAtBackends,
  'ipv6-lost': ipv6Lost,
  'health-check-always-well': healthCheckAlwaysWell,
  'health-check-closed': healthCheckClosed,
  'hairpin-off': hairpinOff,
  'established-cut': establishedCut,
  'stale-flow': staleFlow,
  'dns-wrong-service': dnsWrongService,
  'dns-without-srv': dnsWithoutSrv,
  'dns-without-reverse': dnsWithoutReverse,
  'slices-not-updated': slicesNotUpdated,
};
