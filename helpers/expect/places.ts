import { otherAddresses } from '../cluster/other-addresses.ts';
import type { Kube } from '../kube/client.ts';
import { outsideClient } from '../probe/outside-client.ts';
import { podClient } from '../probe/pod-client.ts';
import type { Client } from '../probe/probe.ts';
import { readdressedClient } from '../probe/readdressed-client.ts';
import type { RunContext } from '../run/context.ts';

/** Where traffic can be sent from in this run. */
/** Disposing of them ends what their clients keep open. */
export interface Places extends AsyncDisposable {
  /** A pod on each node, in the pod network; none of them backs a Service. */
  readonly pods: readonly Client[];
  /** A pod in each node's own network. */
  readonly nodes: readonly Client[];
  readonly outside: Client;
  /** The one of `pods` on that node. Throws if there is none. */
  podOn(node: string): Client;
  /** The one of `nodes` on that node. Throws if there is none. */
  nodeOn(node: string): Client;
}

function on(clients: readonly Client[], node: string): Client {
  const client = clients.find((each) => each.node === node);
  if (!client) throw new Error(`no client pod on node ${node}`);
  return client;
}

/** The places of a run, from the client pods that its cluster was prepared with. Call it while a spec file loads. */
export async function placesOf({ cluster, nonce }: RunContext, kube: Kube): Promise<Places> {
  const clients = cluster.clients.map((pod) => podClient(kube, pod, nonce));
  const pods = clients.filter(({ kind }) => kind === 'pod');
  const nodes = clients.filter(({ kind }) => kind === 'node');
  const addresses = otherAddresses(cluster);
  const place = await outsideClient(cluster.outside, nonce);
  const outside = addresses.size === 0 ? place : readdressedClient(place, addresses);
  return {
    ...{ pods, nodes, outside },
    podOn: (node) => on(pods, node),
    nodeOn: (node) => on(nodes, node),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...clients, outside].map((client) => client[Symbol.asyncDispose]()));
    },
  };
}
