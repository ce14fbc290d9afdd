/** Which Service has a number that was free: who answers there then proves nothing of the one that had it before. */
import type { V1Service } from '@kubernetes/client-node';
import type { Kube } from '../kube/client.ts';

/** `namespace/name` of the Service that holds a ClusterIP, if one does. */
export function holderOf(kube: Kube, address: string): Promise<string | undefined> {
  return holderWhere(kube, ({ spec }) => spec?.clusterIPs?.includes(address) || spec?.clusterIP === address);
}

/** The same of a nodePort. */
export function holderOfNodePort(kube: Kube, nodePort: number): Promise<string | undefined> {
  return holderWhere(kube, ({ spec }) => spec?.ports?.some((port) => port.nodePort === nodePort));
}

async function holderWhere(
  kube: Kube,
  holds: (service: V1Service) => boolean | undefined,
): Promise<string | undefined> {
  const { items } = await kube.core.listServiceForAllNamespaces();
  const holder = items.find(holds);
  return holder && `${holder.metadata?.namespace}/${holder.metadata?.name}`;
}
