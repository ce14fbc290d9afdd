import type { Cluster } from '../cluster/cluster.ts';
import type { Kube } from './client.ts';
import { SCENE_LABEL } from './kube-of.ts';
import { removeLabelled } from './labelled.ts';
import { createNamespace, deleteNamespace } from './namespace.ts';

/** Where the objects of one scene live: in a namespace of their own, or, where there is but one for all, in that. */
export interface Home {
  readonly namespace: string;
  open(labels: Readonly<Record<string, string>>): Promise<void>;
  /** Removes the namespace, without waiting for it; in one for all the scene's objects, waiting until their names are free. */
  close(): Promise<void>;
}

/** @param own the name of the scene's own namespace. @param scene what its objects are labelled with. */
export function homeOf(kube: Kube, { namespace }: Pick<Cluster, 'namespace'>, own: string, scene: string): Home {
  if (namespace === undefined) {
    return {
      namespace: own,
      open: async (labels) => {
        await createNamespace(kube, own, labels);
      },
      close: () => deleteNamespace(kube, own),
    };
  }
  return {
    namespace,
    open: async () => {},
    close: () => removeLabelled(kube, namespace, `${SCENE_LABEL}=${scene}`),
  };
}
