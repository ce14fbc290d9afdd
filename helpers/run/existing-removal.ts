import { readFileSync } from 'node:fs';
import type { NamedCluster } from '../cluster/existing/kubeconfig.ts';
import { labelValue, RUN_LABEL } from '../cluster/labels.ts';
import { RemovalFailed } from '../cluster/remove-run.ts';
import { isNotFound } from '../kube/api-error.ts';
import { Kube } from '../kube/client.ts';
import type { Created } from '../kube/footprint-http.ts';
import { labelledObjects, removeLabelled } from '../kube/labelled.ts';
import { deleteNamespace, namespaceGone, namespacesByLabel } from '../kube/namespace.ts';
import type { CreatedReport } from '../report/results.ts';

export interface RemovalRequest {
  readonly named: NamedCluster;
  readonly runId: string;
  /** The namespace that everything is in; else the run's own are removed. */
  readonly only: string | undefined;
  /** Path of the file with a line for each object that was created. */
  readonly ledger: string;
  /** Told what was created, and what the API still has of it. */
  readonly onRemoved: (created: CreatedReport) => void;
}

/**
 * Removes everything of a run from an existing cluster, waits until it is gone, and asks the API once more whether it is.
 * @throws {RemovalFailed} after trying all, and where something is left.
 */
export async function removeFromExisting({ named, runId, only, ledger, onRemoved }: RemovalRequest): Promise<void> {
  await using kube = new Kube(named.config);
  const ofRun = `${RUN_LABEL}=${labelValue(runId)}`;
  const created = readLedger(ledger);
  const errors: Error[] = [];
  const tried = async <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: Error) => {
      errors.push(error);
      return undefined;
    });
  if (only !== undefined) await tried(removeLabelled(kube, only, ofRun));
  else {
    const names = (await tried(namespacesByLabel(kube, ofRun))) ?? [];
    const removed = async (name: string) => {
      await deleteNamespace(kube, name);
      await namespaceGone(kube, name);
    };
    await Promise.all(names.map((name) => tried(removed(name))));
  }
  const left = await tried(only === undefined ? namespacesLeft(kube, ofRun, created) : objectsLeft(kube, only, ofRun));
  onRemoved({ objects: counted(created), left: left ?? null });
  if (left && left.length > 0 && errors.length === 0) errors.push(new Error(`the API still has ${left.join(', ')}`));
  if (errors.length === 0) return;
  const what = [...new Set(errors.map(({ message }) => message))].join('; ');
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

/** What of the run's own namespaces there still is: by its label, and by the names that were created, should a label be lost. */
async function namespacesLeft(kube: Kube, ofRun: string, created: readonly Created[]): Promise<string[]> {
  const labelled = await namespacesByLabel(kube, ofRun);
  const names = created.flatMap(({ resource, name }) => (resource === 'namespaces' ? [name] : []));
  const there = names.map(async (name) => {
    const found = await kube.core.readNamespace({ name }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    return found ? [name] : [];
  });
  return [...new Set([...labelled, ...(await Promise.all(there)).flat()])].map((name) => `namespaces/${name}`);
}

async function objectsLeft(kube: Kube, namespace: string, ofRun: string): Promise<string[]> {
  return (await labelledObjects(kube, namespace, ofRun)).map(({ resource, name }) => `${resource}/${name}`);
}

function readLedger(path: string): Created[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** By kind, those first of which there were most. */
function counted(created: readonly Created[]): CreatedReport['objects'] {
  const counts = new Map<string, number>();
  for (const { resource } of created) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return [...counts]
    .map(([resource, count]) => ({ resource, count }))
    .sort((a, b) => b.count - a.count || a.resource.localeCompare(b.resource));
}
