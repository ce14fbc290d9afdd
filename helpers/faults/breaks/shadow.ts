/** A proxy of the fault's own on some nodes, which follows the API and goes before kube-proxy wherever it has rules. */
import type { ClusterNode } from '../../cluster/cluster.ts';
import { withSignal } from '../../kube/client.ts';
import type { Ground } from '../fault.ts';
import { type Door, doorsOf } from './door.ts';
import { putTable, type Rules, removeTable, tableText } from './nft-table.ts';
import { serviceRange, toNodePorts } from './words.ts';

/** Pause between two looks at the API, in ms. */
const LOOK_EVERY_MS = 150;

/** What the API has, and what it had. */
interface Sight {
  /** But for those of the cluster itself, its name server and its API. */
  readonly doors: readonly Door[];
  /** Of Services that are gone, as they were at last. */
  readonly gone: readonly Door[];
  /** All ClusterIPs. */
  readonly addresses: readonly string[];
}

/** The rules of one node for what is seen; a door that they don't speak of is kube-proxy's. */
type Shadow = (sight: Sight, node: ClusterNode, cluster: Ground['cluster']) => Rules;

interface ShadowOptions {
  /** Rules and maps that stand beside those that follow the API. */
  readonly maps?: readonly string[];
  /** Nothing is let through to doors that have no rules yet; else kube-proxy may be faster, and serve rightly for a moment. */
  readonly holdsBack?: boolean;
}

/** Resolves when the nodes have their first rules. Disposing of it ends it and takes the rules off. */
export async function shadow(
  { cluster, kube, signal }: Ground,
  nodes: readonly ClusterNode[],
  rulesOf: Shadow,
  { maps = [], holdsBack = true }: ShadowOptions = {},
): Promise<AsyncDisposable> {
  await using undo = new AsyncDisposableStack();
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const put = new Map<string, string>();
  const known = new Map<string, Door>();
  const look = async () => {
    const asked = withSignal(until);
    const [services, slices] = await Promise.all([
      kube.core.listServiceForAllNamespaces({ resourceVersion: '0' }, asked),
      kube.discovery.listEndpointSliceForAllNamespaces({ resourceVersion: '0' }, asked),
    ]);
    const all = doorsOf(services.items, slices.items);
    const sight = sightOf(all, known);
    await Promise.all(
      nodes.map(async (node) => {
        const held = holdsBack ? heldBack(cluster, all) : [];
        const rules = rulesOf(sight, node, cluster);
        const text = tableText(
          { ...rules, arrives: [...held, ...(rules.arrives ?? [])], leaves: [...held, ...(rules.leaves ?? [])] },
          maps,
        );
        if (put.get(node.name) === text) return;
        await putTable(node, text);
        put.set(node.name, text);
      }),
    );
  };
  for (const node of nodes) undo.defer(() => removeTable(node));
  await look();
  const loop = follow(look, until);
  undo.defer(async () => {
    over.abort();
    await loop;
  });
  return undo.move();
}

/** The same on every node. */
export function everywhere(rulesOf: Shadow): (ground: Ground) => Promise<AsyncDisposable> {
  return (ground) => shadow(ground, ground.cluster.nodes, rulesOf);
}

/** A look that fails is made up for by the next one. */
async function follow(look: () => Promise<void>, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await look().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function sightOf(all: readonly Door[], known: Map<string, Door>): Sight {
  const doors = all.filter(({ service }) => !/^(default|kube-system)\//.test(service));
  const keys = new Set(doors.map(keyOf));
  for (const door of doors) known.set(keyOf(door), door);
  const ports = new Set(doors.map(({ nodePort }) => nodePort));
  return {
    doors,
    gone: [...known].flatMap(([key, door]) => (keys.has(key) || ports.has(door.nodePort ?? -1) ? [] : [door])),
    addresses: [...new Set(all.map(({ clusterIP }) => clusterIP))],
  };
}

function keyOf({ clusterIP, port, protocol, nodePort }: Door): string {
  return `${clusterIP} ${protocol} ${port} ${nodePort}`;
}

/** Drops what is for a ClusterIP or nodePort that the shadow has not seen yet. */
function heldBack(cluster: Ground['cluster'], doors: readonly Door[]): string[] {
  const addresses = [...new Set(doors.map(({ clusterIP }) => clusterIP))];
  const ports = [...new Set(doors.flatMap(({ nodePort }) => nodePort ?? []))];
  const health = doors.flatMap(({ healthCheckNodePort }) => healthCheckNodePort ?? []);
  const open = [...new Set([...ports, ...health])];
  const besides = open.length > 0 ? ` th dport != { ${open.join(', ')} }` : '';
  return [
    `ip daddr ${serviceRange(cluster)} ip daddr != { ${addresses.join(', ')} } drop`,
    ...['tcp', 'udp'].map((protocol) => `${toNodePorts(cluster, protocol)}${besides} drop`),
  ];
}
