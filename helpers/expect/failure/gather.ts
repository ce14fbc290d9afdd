/** Gathers what an expert would ask for about a failure, while everything is still there. */

import { FAILURE_GATHERED_MS } from '../../bounds.ts';
import type { Cluster, ClusterNode } from '../../cluster/cluster.ts';
import type { Kube } from '../../kube/client.ts';
import { kubeOf } from '../../kube/kube-of.ts';
import { podClient } from '../../probe/pod-client.ts';
import { suspects } from '../../report/diagnosis/ways.ts';
import type { FailureFacts, LookFacts, RulesDifference } from '../../report/failure-facts.ts';
import type { RunContext } from '../../run/context.ts';
import type { Asked, Fields } from '../observation.ts';
import type { Arrivals } from '../subject.ts';
import { backendsConcerned, clientsConcerned, isWrong, servicesConcerned, wrongOf } from './concerned.ts';
import { proxyOn, proxyText } from './node-proxies.ts';
import { type DumpedNode, differenceText, rulesDifference, rulesFacts, rulesText } from './node-rules-facts.ts';
import { endpointFacts, endpointsText, nodeFacts, podFacts, serviceFacts } from './object-facts.ts';
import { eventsText, objectsYaml, readObjects, readSlices } from './objects.ts';
import { fieldsFacts, observationFacts } from './observation-facts.ts';
import { Parts } from './parts.ts';
import { type LookPlan, plannedLooks } from './planned-looks.ts';
import { probesText } from './probes-text.ts';
import { sharedDump } from './shared-dump.ts';
import { takeLooks } from './take-looks.ts';
import { trackedFacts } from './tracked.ts';

export interface FailureRequest {
  readonly id: string;
  readonly run: Pick<RunContext, 'cluster' | 'nonce'>;
  readonly observed: { readonly asked: readonly Asked[]; readonly fields: readonly Fields[] };
  /** Names the probes that are sent for it. */
  readonly token: () => string;
  /** In ms; by default FAILURE_GATHERED_MS. */
  readonly within?: number;
}

export interface Gathered {
  readonly facts: FailureFacts;
  /** Name of a file → its text; facts.json is not among them. */
  readonly files: Readonly<Record<string, string>>;
}

/** Nodes that are looked into, those that the failure names first. */
const MOST_NODES = 6;

/** Takes no longer than its bound; what is not there by then is named in the facts. */
export async function gatherFailure(request: FailureRequest): Promise<Gathered> {
  const { id, run, observed, token, within = FAILURE_GATHERED_MS } = request;
  const startedAt = Date.now();
  const { cluster, nonce } = run;
  const { asked, fields } = observed;
  const parts = new Parts(within);
  await using kube = kubeOf(cluster);
  const wrong = wrongOf(asked);
  const names = servicesConcerned(wrong, fields);
  const backends = backendsConcerned([...wrong, ...asked.filter(({ of }) => names.includes(of.name))]);
  const nodes = nodesConcerned(cluster, wrong);
  const dumping = Promise.all(nodes.map(async (node) => [node.name, await sharedDump(node, parts)] as const));
  const asking = Promise.all(nodes.map((node) => proxyOn(kube, cluster, node, parts)));
  const logs = parts.take("the backends' access logs", new Map() as Arrivals, () => arrivalsOf(wrong));

  const podNames = [...backends, ...clientsConcerned(wrong, cluster.clients).map(nameOf)].map(({ name }) => name);
  const objects = await readObjects(kube, names, podNames, parts);
  const services = serviceFacts(names, objects);
  const before = endpointFacts(objects.slices);
  const known = nodeFacts(cluster.nodes, objects.nodes);
  const leaving = podFacts(backends, before, objects).filter(({ exists, deleting }) => !exists || deleting);
  const looks = await looked(
    { kube, cluster, nonce, wrong, token, parts },
    { services, endpoints: before, nodes: known, leaving: leaving.map(({ name }) => name) },
  );

  const read = await dumping;
  const endpoints = endpointFacts(await readSlices(kube, names, parts));
  const arrivals = await logs;
  const proxies = (await asking).flatMap((each) => each ?? []);
  const observations = asked.map((each) => observationFacts(each, arrivals));
  const dumpedNodes = read.flatMap(([name, dump]): DumpedNode[] => {
    const node = known.find((each) => each.name === name);
    const spec = objects.nodes.find(({ metadata }) => metadata?.name === name)?.spec;
    return dump && node ? [{ node, dump, podCIDRs: spec?.podCIDRs ?? [] }] : [];
  });
  const differences = suspects({ observations, looks, services, endpoints, endpointsBefore: before }).flatMap(
    ({ failing, working }): RulesDifference[] => {
      const [bad, good] = [failing, working].map((name) => dumpedNodes.find(({ node }) => node.name === name));
      return bad && good ? [rulesDifference(bad, good, services)] : [];
    },
  );
  const failedAt = observations.filter(({ asExpected }) => !asExpected).map(({ to }) => to);
  const tracked = dumpedNodes.flatMap(({ node, dump }) => trackedFacts(node.name, dump.connections, failedAt));
  const pods = podFacts(backends, endpoints, objects);
  const facts: FailureFacts = {
    ...{ factsVersion: 1, id, gatheredAt: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt },
    ...{ proxyMode: cluster.proxyMode, nodes: known, observations, services, endpoints },
    ...{
      fields: fieldsFacts(fields),
      looks,
      endpointsBefore: before,
      pods,
      proxies: proxies.map((proxy) => proxy.facts),
    },
    ...{ rules: dumpedNodes.map((node) => rulesFacts(node, services)), differences, tracked, missing: parts.missing },
  };
  const addresses = [...backends.map(({ address }) => address), ...endpoints.map(({ address }) => address)];
  return {
    facts,
    files: {
      'probes.txt': probesText(asked, fields, looks),
      'objects.yaml': objectsYaml(objects),
      'events.txt': eventsText(objects.events),
      'endpoints.txt': endpointsText(endpoints, pods),
      'proxy.txt': proxyText(proxies, dumpedNodes),
      ...Object.fromEntries(
        dumpedNodes.map((each) => [`rules-${each.node.name}.txt`, rulesText(each, services, addresses)]),
      ),
      ...(dumpedNodes.length > 0 && { 'rules-diff.txt': differenceText(differences) }),
    },
  };
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): { name: string } {
  return { name: `${namespace}/${name}` };
}

function nodesConcerned({ nodes }: Pick<Cluster, 'nodes'>, wrong: readonly Asked[]): ClusterNode[] {
  const named = wrong.flatMap(({ target, client, control }) => [target.node, client.node, control?.node]);
  return [...nodes]
    .sort((a, b) => Number(named.includes(b.name)) - Number(named.includes(a.name)))
    .slice(0, MOST_NODES);
}

async function arrivalsOf(wrong: readonly Asked[]): Promise<Arrivals> {
  const subjects = new Map(wrong.map(({ of }) => [of.name, of]));
  const all = await Promise.all([...subjects.values()].map((of) => of.arrivals()));
  return { get: (token) => all.map((each) => each.get(token)).find(Boolean) };
}

interface Looking {
  readonly kube: Kube;
  readonly cluster: Cluster;
  readonly nonce: string;
  readonly wrong: readonly Asked[];
  readonly token: () => string;
  readonly parts: Parts;
}

/** Looks again for the first observation that is wrong, from clients of its own. */
async function looked(
  { kube, cluster, nonce, wrong, token, parts }: Looking,
  about: Pick<LookPlan, 'services' | 'endpoints' | 'nodes' | 'leaving'>,
): Promise<LookFacts[]> {
  const failed = wrong.find(isWrong);
  if (!failed) return [];
  await using clients = new AsyncDisposableStack();
  const pods = cluster.clients
    .filter(({ hostNetwork }) => !hostNetwork)
    .map((pod) => clients.use(podClient(kube, pod, nonce)));
  const looks = plannedLooks({ failed, pods, ...about });
  // Awaited here: the clients are closed when this returns.
  return await parts.take<LookFacts[]>('looks from other places', [], (signal) => takeLooks(looks, token, signal));
}
