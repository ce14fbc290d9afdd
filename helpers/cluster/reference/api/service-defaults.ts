import type { V1ServiceSpec } from '@kubernetes/client-node';
import { isHeadless, needsClusterIP, needsNodePorts } from './service-object.ts';

const AFFINITY_SECONDS = 10_800;

/** What a Service that does not say it has: pkg/apis/core/v1/defaults.go, SetDefaults_Service. Changes the spec. */
export function setDefaults(spec: V1ServiceSpec): void {
  spec.type ??= 'ClusterIP';
  if (!spec.publishNotReadyAddresses) delete spec.publishNotReadyAddresses; // omitempty
  spec.sessionAffinity ??= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  else spec.sessionAffinityConfig ??= { clientIP: { timeoutSeconds: AFFINITY_SECONDS } };
  for (const port of spec.ports ?? []) {
    port.protocol ??= 'TCP';
    port.targetPort ??= port.port;
  }
  if (needsNodePorts(spec)) spec.externalTrafficPolicy ||= 'Cluster';
  if (needsClusterIP(spec)) spec.internalTrafficPolicy ??= 'Cluster';
}

/** initIPFamilyFields, on a cluster of IPv4 only. Changes the spec. */
export function setFamilies(spec: V1ServiceSpec): void {
  if (!needsClusterIP(spec)) {
    delete spec.ipFamilies;
    delete spec.ipFamilyPolicy;
    return;
  }
  const lonely = isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0;
  spec.ipFamilyPolicy ??= lonely ? 'RequireDualStack' : 'SingleStack';
  spec.ipFamilies ??= ['IPv4'];
}
