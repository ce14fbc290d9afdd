/** Which Service has a number that was freed: who answers there then proves nothing of the one that had it before. */
import type { V1Service } from '@kubernetes/client-node';
import { Inconclusive } from '../expect/inconclusive.ts';
import { unlessForbidden } from '../kube/api-error.ts';
import type { Kube } from '../kube/client.ts';
import type { Target } from '../probe/probe.ts';

/**
 * That no Service has the ClusterIPs and nodePorts of these targets, which the API server may give to whoever comes next. Call it once
 * what was asked of them is over. Where not all Services may be listed, nobody can tell.
 * @throws {Inconclusive} that names the Service that holds one.
 */
export async function stillFree(kube: Kube, targets: readonly Target[]): Promise<void> {
  const list = await unlessForbidden(kube.core.listServiceForAllNamespaces());
  for (const target of targets) {
    const holder = list?.items.find((service) => holds(service, target))?.metadata;
    const what = target.kind === 'nodePort' ? `nodePort ${target.port}` : target.host;
    if (holder) {
      throw new Inconclusive(
        `${what} was free and then given to Service ${holder.namespace}/${holder.name}: run it again`,
      );
    }
  }
}

function holds({ spec }: V1Service, { kind, host, port }: Target): boolean | undefined {
  if (kind === 'nodePort') return spec?.ports?.some(({ nodePort }) => nodePort === port);
  return spec?.clusterIPs?.includes(host) || spec?.clusterIP === host;
}
