/** Takes the place of helpers/probe/pod-client.ts and outside-client.ts. */
import type { ClientPod } from '../../cluster/cluster.ts';
import type { Kube } from '../../kube/client.ts';
import type { Client } from '../../probe/probe.ts';
import { countingClient } from './counting-client.ts';

export function podClient(_: Kube, pod: ClientPod): Client {
  const { namespace, name, node, address, hostNetwork } = pod;
  const kind = hostNetwork ? 'node' : 'pod';
  const place = { kind, name: hostNetwork ? `node ${node}` : `pod ${namespace}/${name}`, node, address } as const;
  const search = [`${namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'].join(' ');
  return countingClient(place, { kind, node, address }, () => `search ${search}\noptions ndots:5\n`);
}

export async function outsideClient(): Promise<Client> {
  return countingClient({ kind: 'outside', name: 'nowhere' }, { kind: 'outside', address: '127.0.0.1' }, () => '');
}
