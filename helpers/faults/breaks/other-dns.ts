import type { V1ConfigMap, V1Deployment, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { apply } from '../../kube/apply.ts';
import { withSignal } from '../../kube/client.ts';
import { eventually, NotYet } from '../../kube/eventually.ts';
import { remove } from '../../kube/remove.ts';
import type { Ground } from '../fault.ts';
import { onNodes } from './nft-table.ts';

const NAMESPACE = 'kube-system';
const ZONE = 'cluster.local';

/** Until the name server answers, in ms. */
const READY_MS = 30_000;

/** The ClusterIP of default/kubernetes, the first of the range in k3s. */
export const API_SERVICE = '10.43.0.1';

/**
 * What is sent to kube-dns is answered by a second CoreDNS, like the cluster's own but for some lines that go before the cluster zone.
 * @param lines of a Corefile, for a zone.
 */
export async function otherDns(ground: Ground, lines: (zone: string) => string): Promise<AsyncDisposable> {
  const { kube, cluster, labels, signal } = ground;
  const asked = withSignal(signal);
  const name = `${cluster.runId}-other-dns`;
  const metadata = { name, namespace: NAMESPACE, labels: { ...labels } };
  const service = await kube.core.readNamespacedService({ namespace: NAMESPACE, name: 'kube-dns' }, asked);
  const own = await kube.apps.readNamespacedDeployment({ namespace: NAMESPACE, name: 'coredns' }, asked);
  const config: V1ConfigMap = {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata },
    data: { Corefile: corefile(lines(ZONE)) },
  };
  const pod: V1Pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: withConfig(own, name) };
  await using undo = new AsyncDisposableStack();
  for (const each of [config, pod]) {
    undo.defer(() => remove(kube, each));
    await apply(kube, each);
  }
  const { value: address } = await eventually(
    'the second name server is ready',
    async (stop) => {
      const { status } = await kube.core.readNamespacedPod({ namespace: NAMESPACE, name }, withSignal(stop));
      const ready = status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True');
      if (!ready || !status?.podIP) throw new NotYet(`it is ${status?.phase}`);
      return status.podIP;
    },
    { within: READY_MS, signal },
  );
  const lead = ['udp', 'tcp'].map(
    (protocol) => `ip daddr ${service.spec?.clusterIP} ${protocol} dport 53 dnat to ${address}:53`,
  );
  undo.use(await onNodes(cluster.nodes, { chooses: lead, choosesLocal: lead }));
  return undo.move();
}

function corefile(lines: string): string {
  return `.:53 {
    errors
    health
    ready
    ${lines}
    kubernetes ${ZONE} in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
    }
    cache 5
}`;
}

/** The pod of the cluster's own, with another ConfigMap. */
function withConfig({ spec }: V1Deployment, name: string): V1PodSpec {
  const own = spec?.template.spec;
  if (!own) throw new Error('the cluster has no CoreDNS to make another of');
  const volumes = own.volumes?.map((each) =>
    each.configMap?.name === 'coredns' ? { ...each, configMap: { ...each.configMap, name } } : each,
  );
  return { ...own, ...(volumes && { volumes }) };
}
