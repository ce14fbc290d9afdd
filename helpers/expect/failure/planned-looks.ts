/** Which places are to send one more probe, to which doors of the Service that failed and past it to which pods: who shares the failure. */
import type { Client, Target } from '../../probe/probe.ts';
import type { EndpointFacts, LookFacts, NodeFacts, ServiceFacts } from '../../report/failure-facts.ts';
import type { Asked } from '../observation.ts';

/** More would not end in time where nothing answers. */
const MOST_NODES = 4;
const MOST_PODS = 4;

export interface Look {
  readonly client: Client;
  readonly target: Target;
  readonly wanted: LookFacts['wanted'];
}

export interface LookPlan {
  /** The failed observation that looks are made for. */
  readonly failed: Asked;
  /** A pod on each node. */
  readonly pods: readonly Client[];
  readonly nodes: readonly NodeFacts[];
  readonly services: readonly ServiceFacts[];
  readonly endpoints: readonly EndpointFacts[];
  /** `namespace/name` of pods that are gone, or on their way: they may answer and need not. */
  readonly leaving: readonly string[];
}

/** Which looks are made. The failed target itself is looked at by the client that failed, and by its likes elsewhere. */
export function plannedLooks(plan: LookPlan): Look[] {
  const { failed, pods } = plan;
  const { client } = failed;
  const nodes = nodesOf(plan);
  const inside = pods.filter(({ node }) => nodes.some(({ name }) => name === node));
  if (isOpenDoor(failed)) return silenceLooks(failed, inside, nodes);
  // What had to answer: of a silence its control.
  const target = failed.control ?? failed.target;
  const asks = client.kind === 'outside' ? [...inside, client] : inside;
  const looks = asks.flatMap((each) => {
    const doors =
      each.kind === 'outside' ? nodePorts(plan, target) : [...clusterIPs(plan, target), ...nodePorts(plan, target)];
    const past = each.kind === 'outside' ? [] : podIPs(plan, target);
    return [
      ...doors.map((door) => ({
        client: each,
        target: door,
        wanted: mayBeSilent(plan, each, door) ? ('either' as const) : ('answer' as const),
      })),
      ...past.map((pod) => ({ client: each, ...pod })),
    ];
  });
  const own = { client, target, wanted: mayBeSilent(plan, client, target) ? ('either' as const) : ('answer' as const) };
  return [own, ...looks.filter((look) => look.client !== client || !isSame(look.target, target))];
}

/** Something answered that had not to. */
function isOpenDoor({ observation: { kind, evidence } }: Asked): boolean {
  return kind === 'silence' && evidence !== null;
}

function silenceLooks({ client, target }: Asked, pods: readonly Client[], nodes: readonly NodeFacts[]): Look[] {
  const wanted = 'silence' as const;
  if (target.kind === 'nodePort' || target.kind === 'node IP') {
    const everywhere = nodes.flatMap((node) =>
      sameFamily(node.internalIPs, target.host).map((host) => ({ ...target, host, node: node.name })),
    );
    return everywhere.map((each) => ({ client, target: each, wanted }));
  }
  const likes = client.kind === 'pod' ? pods.filter(({ node }) => node !== client.node) : [];
  return [client, ...likes].map((each) => ({ client: each, target, wanted }));
}

/** Those that the failure names first. */
function nodesOf({ failed, nodes }: LookPlan): NodeFacts[] {
  const named = [failed.target.node, failed.client.node, failed.control?.node];
  return [...nodes]
    .sort((a, b) => Number(named.includes(b.name)) - Number(named.includes(a.name)))
    .slice(0, MOST_NODES);
}

interface Port {
  readonly port: number;
  readonly nodePort: number | null;
}

function serviceOf({ failed, services }: LookPlan, target: Target): ServiceFacts | undefined {
  return services.find(({ name }) => name === (target.service ?? failed.of.name));
}

/** The Service's port that a target stands for; undefined where it is none of its own, or the Service is gone. */
function portOf(plan: LookPlan, target: Target): (Port & { service: ServiceFacts }) | undefined {
  const service = serviceOf(plan, target);
  const protocol = target.protocol ?? 'TCP';
  const port = service?.ports.find(
    (each) => each.protocol === protocol && (target.kind === 'nodePort' ? each.nodePort : each.port) === target.port,
  );
  return service && port && { ...port, service };
}

function nodePorts(plan: LookPlan, target: Target): Target[] {
  const port = portOf(plan, target);
  if (!port?.nodePort) return [];
  const { nodePort, service } = port;
  return nodesOf(plan).flatMap(({ name: node, internalIPs }) =>
    sameFamily(internalIPs, familyOf(service, target)).map((host) => ({
      ...{ kind: 'nodePort' as const, host, port: nodePort, service: service.name, node, ...over(target) },
    })),
  );
}

function clusterIPs(plan: LookPlan, target: Target): Target[] {
  const port = portOf(plan, target);
  if (!port) return [];
  const { service } = port;
  const [host] = sameFamily(service.clusterIPs, familyOf(service, target));
  if (host === undefined) return [];
  // Twice, since one may be lost.
  const door = {
    ...{ kind: 'ClusterIP' as const, host, port: port.port, service: service.name, ...over(target) },
  };
  return [door, door];
}

/** Over UDP the pods are asked over TCP as well, which tells a protocol that is lost from a pod that is. */
function podIPs({ failed: { of }, endpoints, leaving }: LookPlan, target: Target): Pick<Look, 'target' | 'wanted'>[] {
  const pods = of.backends.slice(0, MOST_PODS).map(({ name, address, node }) => {
    // A backend is known by its first address; that of the family that is looked at is in a slice of its own.
    const listed = endpoints.filter(({ pod }) => pod === name).map((each) => each.address);
    const like = target.kind === 'DNS name' ? address : target.host;
    const [host = address] = sameFamily([address, ...listed], like);
    const wanted = leaving.includes(name) ? ('either' as const) : ('answer' as const);
    return { target: { kind: 'pod IP' as const, host, port: of.targetPort, node, service: of.name }, wanted };
  });
  if (target.protocol !== 'UDP') return pods;
  return pods.flatMap((pod) => [{ ...pod, target: { ...pod.target, ...over(target) } }, pod]);
}

/** Whether the Service's own policy lets the node that routes this leave it unanswered, or nobody is there to answer. */
function mayBeSilent(plan: LookPlan, client: Client, target: Target): boolean {
  if (target.kind === 'pod IP') return false; // no Service stands between
  const service = serviceOf(plan, target);
  if (!service?.exists) return true;
  const usable = plan.endpoints.filter((each) => each.service === service.name && (each.ready || each.serving));
  if (usable.length === 0) return true;
  const dialled = target.kind === 'nodePort';
  const policy = dialled ? service.externalTrafficPolicy : service.internalTrafficPolicy;
  const router = dialled ? target.node : client.node;
  return policy === 'Local' && !usable.some(({ node }) => node === router);
}

/** An address of the family that is looked at: that of the target, or for a name that of the Service's first ClusterIP. */
function familyOf({ clusterIPs: [first] }: ServiceFacts, target: Target): string {
  return target.kind === 'DNS name' ? (first ?? target.host) : target.host;
}

function sameFamily(addresses: readonly string[], like: string): string[] {
  return addresses.filter((address) => address.includes(':') === like.includes(':')).slice(0, 1);
}

function over({ protocol }: Target): { protocol?: 'UDP' } {
  return protocol === 'UDP' ? { protocol } : {};
}

function isSame(one: Target, other: Target): boolean {
  return one.host === other.host && one.port === other.port && (one.protocol ?? 'TCP') === (other.protocol ?? 'TCP');
}
