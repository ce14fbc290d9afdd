/** The options of `npm start` that speak of an existing cluster. */
import type { Toleration } from '../cluster/cluster.ts';
import { NODE_ADDRESSES, type NodeAddress } from '../cluster/existing/choose-nodes.ts';
import { oneOf } from './one-of.ts';
import { UsageError } from './usage-error.ts';

export interface ExistingOptions {
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  /** Undefined: its current one. */
  readonly context: string | undefined;
  /** Undefined: namespaces of the run's own. */
  readonly namespace: string | undefined;
  /** As `kubectl -l` takes it; empty for every node. */
  readonly nodeSelector: string;
  readonly maxNodes: number;
  readonly tolerations: readonly Toleration[];
  readonly nodeAddress: NodeAddress;
  readonly hostNetwork: boolean;
  /** Name of a Secret in the namespace. */
  readonly imagePullSecret: string | undefined;
}

export const EXISTING_CONFIG = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  namespace: { type: 'string' },
  'node-selector': { type: 'string' },
  'max-nodes': { type: 'string' },
  toleration: { type: 'string', multiple: true },
  'node-address': { type: 'string' },
  'allow-host-network': { type: 'boolean' },
  'image-pull-secret': { type: 'string' },
} as const;

/** What only a cluster of the suite's own can be asked for. */
const THROWAWAY_ONLY = ['cluster', 'nodes', 'proxy-mode', 'ip-family', 'k3s-image', 'keep'] as const;

type Values = {
  readonly [Name in keyof typeof EXISTING_CONFIG]?: string | boolean | string[] | undefined;
} & { readonly [Name in (typeof THROWAWAY_ONLY)[number]]?: string | boolean | undefined };

/** More than this is no sample of a cluster any more; each probes each other's neighbour. */
const MOST_NODES = 50;
const DEFAULT_NODES = 3;

/** The options, or undefined where the cluster is to be a throwaway one. Throws UsageError where those of both are mixed. */
export function existingOptions(values: Values): ExistingOptions | undefined {
  const { kubeconfig } = values;
  if (kubeconfig === undefined) {
    const stray = Object.keys(EXISTING_CONFIG).find(
      (name) => values[name as keyof typeof EXISTING_CONFIG] !== undefined,
    );
    if (stray) throw new UsageError(`--${stray} is about an existing cluster: name it by --kubeconfig too`);
    return undefined;
  }
  const stray = THROWAWAY_ONLY.find((name) => values[name] !== undefined);
  if (stray) throw new UsageError(`--${stray} is about a throwaway cluster, and --kubeconfig names an existing one`);
  if (kubeconfig === '') throw new UsageError('--kubeconfig: the path of a file is needed');
  const namespace = text(values.namespace);
  const imagePullSecret = text(values['image-pull-secret']);
  if (imagePullSecret !== undefined && namespace === undefined) {
    throw new UsageError('--image-pull-secret names a Secret in the namespace of the pods: give that by --namespace');
  }
  return {
    kubeconfig: String(kubeconfig),
    context: text(values.context),
    namespace,
    nodeSelector: text(values['node-selector']) ?? '',
    maxNodes: maxNodesOf(text(values['max-nodes'])),
    tolerations: [values.toleration ?? []].flat().map((each) => tolerationOf(String(each))),
    nodeAddress: oneOf('--node-address', text(values['node-address']) ?? 'InternalIP', NODE_ADDRESSES),
    hostNetwork: values['allow-host-network'] === true,
    imagePullSecret,
  };
}

/** `key`, `key=value`, either with `:effect`, as a taint is written. */
function tolerationOf(written: string): Toleration {
  const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?(?::(\w+))?$/.exec(written) ?? [];
  if (key === undefined)
    throw new UsageError(`--toleration ${written}: a taint is needed, such as key=value:NoSchedule`);
  const ofEffect = effect === undefined ? {} : { effect };
  return value === undefined
    ? { key, operator: 'Exists', ...ofEffect }
    : { key, operator: 'Equal', value, ...ofEffect };
}

function maxNodesOf(written: string | undefined): number {
  if (written === undefined) return DEFAULT_NODES;
  const nodes = Number(written);
  if (!/^\d+$/.test(written) || nodes < 1 || nodes > MOST_NODES) {
    throw new UsageError(`--max-nodes ${written}: a whole number from 1 to ${MOST_NODES} is needed`);
  }
  return nodes;
}

function text(value: string | boolean | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
