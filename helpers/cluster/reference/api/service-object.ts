import type { V1ServiceSpec } from '@kubernetes/client-node';
import type { ApiObject } from './api-object.ts';

export interface ServiceObject extends ApiObject {
  readonly spec: V1ServiceSpec;
}

/** Types of Service that have a ClusterIP, and those that have nodePorts too. */
export function needsClusterIP({ type }: V1ServiceSpec): boolean {
  return type !== 'ExternalName';
}

export function needsNodePorts({ type }: V1ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

export function needsHealthCheckNodePort({ type, externalTrafficPolicy }: V1ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
}

export function isHeadless({ clusterIP }: V1ServiceSpec): boolean {
  return clusterIP === 'None';
}
