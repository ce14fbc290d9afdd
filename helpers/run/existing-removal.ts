import type { NamedCluster } from '../cluster/existing/kubeconfig.ts';
import { labelValue, RUN_LABEL } from '../cluster/labels.ts';
import { RemovalFailed } from '../cluster/remove-run.ts';
import { Kube } from '../kube/client.ts';
import { removeLabelled } from '../kube/labelled.ts';
import { deleteNamespace, namespaceGone, namespacesByLabel } from '../kube/namespace.ts';

/**
 * Removes everything of a run from an existing cluster, and waits until it is gone.
 * @param only the namespace that everything is in; else the run's own are removed.
 * @throws {RemovalFailed} after trying all
 */
export async function removeFromExisting(named: NamedCluster, runId: string, only: string | undefined): Promise<void> {
  await using kube = new Kube(named.config);
  const ofRun = `${RUN_LABEL}=${labelValue(runId)}`;
  const errors: Error[] = [];
  const tried = async (removal: Promise<unknown>) => {
    await removal.catch((error: Error) => errors.push(error));
  };
  if (only !== undefined) await tried(removeLabelled(kube, only, ofRun));
  else {
    const names = await namespacesByLabel(kube, ofRun).catch((error: Error) => {
      errors.push(error);
      return [];
    });
    const removed = async (name: string) => {
      await deleteNamespace(kube, name);
      await namespaceGone(kube, name);
    };
    await Promise.all(names.map((name) => tried(removed(name))));
  }
  if (errors.length === 0) return;
  const what = errors.map(({ message }) => message).join('; ');
  throw new RemovalFailed(
    errors,
    `not all of run ${runId} could be removed: ${what}; try \`${cleanCommand(named, only)}\``,
  );
}

/** What removes it later. */
export function cleanCommand(
  { file, context }: Pick<NamedCluster, 'file' | 'context'>,
  only: string | undefined,
): string {
  return `npm run clean -- --kubeconfig ${file} --context ${context}${only === undefined ? '' : ` --namespace ${only}`}`;
}
