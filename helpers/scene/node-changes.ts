/** Changes of Node objects that undo themselves. */
import type { V1Node, V1Taint } from '@kubernetes/client-node';
import { ASKED_MS } from '../bounds.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { eventually, unlessConflict } from '../kube/eventually.ts';

/** Labels a node; disposing of it takes the labels off again. */
export async function labelNode(
  kube: Kube,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  await updateNode(kube, name, ({ metadata = {} }) => {
    metadata.labels = { ...metadata.labels, ...labels };
  });
  const undo = ({ metadata = {} }: V1Node) => {
    for (const label of Object.keys(labels)) delete metadata.labels?.[label];
  };
  return { [Symbol.asyncDispose]: () => updateNode(kube, name, undo) };
}

/** Taints a node; disposing of it takes the taint off again. */
export async function taintNode(kube: Kube, name: string, taint: V1Taint): Promise<AsyncDisposable> {
  await updateNode(kube, name, ({ spec = {} }) => {
    spec.taints = [...(spec.taints ?? []), taint];
  });
  const undo = ({ spec = {} }: V1Node) => {
    spec.taints = spec.taints?.filter(({ key }) => key !== taint.key) ?? [];
  };
  return { [Symbol.asyncDispose]: () => updateNode(kube, name, undo) };
}

/** Cordons a node; disposing of it uncordons it. */
export async function cordonNode(kube: Kube, name: string): Promise<AsyncDisposable> {
  const set = (unschedulable: boolean) =>
    updateNode(kube, name, ({ spec = {} }) => {
      spec.unschedulable = unschedulable;
    });
  await set(true);
  return { [Symbol.asyncDispose]: () => set(false) };
}

async function updateNode(kube: Kube, name: string, change: (node: V1Node) => void): Promise<void> {
  await eventually(
    `update Node ${name}`,
    async (stop) => {
      const body = await kube.core.readNode({ name }, withSignal(stop));
      change(body);
      await unlessConflict(kube.core.replaceNode({ name, body }, withSignal(stop)));
    },
    { within: ASKED_MS },
  );
}
