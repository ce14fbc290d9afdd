/** Everything that can be known of an existing cluster before something is created there. */
import type { V1Node } from '@kubernetes/client-node';
import { API_REQUEST_MS } from '../../bounds.ts';
import type { ClusterNode } from '../../cluster/cluster.ts';
import { chooseNodes, type LeftOut } from '../../cluster/existing/choose-nodes.ts';
import type { NamedCluster } from '../../cluster/existing/kubeconfig.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import { eventually } from '../../kube/eventually.ts';
import type { ExistingOptions } from '../existing-options.ts';
import { cleanCommand } from '../existing-removal.ts';
import type { Options } from '../options.ts';
import { addressesReached } from './addresses-reached.ts';
import { reachedVersion } from './api-reachable.ts';
import { type Findings, PreflightFailed } from './findings.ts';
import { imagesLikely } from './images-likely.ts';
import { namespaceFit } from './namespace-fit.ts';
import { missingRights } from './rights.ts';
import { supportedVersion } from './supported-version.ts';

export interface PreflightRequest {
  readonly kube: Kube;
  readonly named: NamedCluster;
  readonly existing: ExistingOptions;
  readonly options: Pick<Options, 'images' | 'outside' | 'watch'>;
  readonly selected: readonly string[];
}

export interface Ground {
  readonly nodes: readonly ClusterNode[];
  readonly leftOut: readonly LeftOut[];
  /** One line each. */
  readonly notices: readonly string[];
}

const NOTHING_FOUND: Findings = { misses: [], notices: [] };

/** All looks together, those that got no answer once more included, in ms. */
const LOOKS_MS = 2 * API_REQUEST_MS;

/** @throws {PreflightFailed} with everything that is missing, as far as the rest can be asked without it. */
export async function preflight(request: PreflightRequest, signal: AbortSignal): Promise<Ground> {
  const version = supportedVersion(await reachedVersion(request.kube, request.named, signal));
  const look = (stop: AbortSignal) => lookedAround(request, version, stop);
  return (await eventually('a look at the cluster', look, { within: LOOKS_MS, signal })).value;
}

async function lookedAround(request: PreflightRequest, version: Findings, signal: AbortSignal): Promise<Ground> {
  const { kube, named, existing, options, selected } = request;
  const { namespace, nodeSelector } = existing;
  // A watch changes nothing that it has made.
  const asked = options.watch ? [] : selected;
  const rights = await missingRights(kube, named.user, { namespace, selected: asked }, signal);
  const misses = [...version.misses, ...rights];
  if (misses.length > 0) throw new PreflightFailed(misses);

  const about = { selected, hostNetwork: existing.hostNetwork, clean: cleanCommand(named, namespace) };
  const place = namespace === undefined ? NOTHING_FOUND : await namespaceFit(kube, namespace, about, signal);
  const { items } = await kube.core.listNode(nodeSelector ? { labelSelector: nodeSelector } : {}, withSignal(signal));
  const { nodes, leftOut } = chooseNodes(items, existing);
  const without = nodes.length === 0 ? [noNode(leftOut)] : [];
  if (place.misses.length + without.length > 0) throw new PreflightFailed([...place.misses, ...without]);
  const unreached = options.outside === 'none' ? [] : await addressesReached(nodes);
  const notices = [
    ...version.notices,
    ...place.notices,
    ...imagesLikely(chosen(items, nodes), options.images.nginx),
    ...unreached,
  ];
  return { nodes, leftOut, notices };
}

function chosen(items: readonly V1Node[], nodes: readonly ClusterNode[]): V1Node[] {
  return items.filter(({ metadata }) => nodes.some(({ name }) => name === metadata?.name));
}

function noNode(leftOut: readonly LeftOut[]): string {
  const why = leftOut.map(({ name, why }) => `${name} ${why}`).join(', ') || 'there is none by --node-selector';
  return `no node takes pods of ours: ${why}; see --node-selector and --toleration`;
}
