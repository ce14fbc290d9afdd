import type Docker from 'dockerode';
import type { Kube } from '../kube/client.ts';
import { labelledObjects, removeLabelled } from '../kube/labelled.ts';
import { deleteNamespace, namespaceGone } from '../kube/namespace.ts';
import { type Labels, labelValue, RUN_LABEL, readRunLabels } from './labels.ts';
import { isAlive } from './owner.ts';
import { RemovalFailed, removeRun } from './remove-run.ts';

export interface CleanOptions {
  /** Takes a line for people. */
  readonly print: (line: string) => void;
}

/** Labels of each run that has left something on a Docker engine, by run id. */
type EngineRuns = ReadonlyMap<string, Labels>;

/** Removes what dead runs have left on a Docker engine; a kept cluster's run is dead. @throws {RemovalFailed} after trying all. */
export async function cleanEngine(docker: Docker, options: CleanOptions): Promise<void> {
  await cleanRuns(docker, await engineRuns(docker), options);
}

export async function engineRuns(docker: Docker): Promise<EngineRuns> {
  const filters = { label: [RUN_LABEL] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return new Map([...containers, ...networks].map(({ Labels }) => [Labels?.[RUN_LABEL] ?? '', Labels ?? {}]));
}

/** Removes the containers, with their volumes, and the networks of those of the runs that are dead. @throws {RemovalFailed} */
export async function cleanRuns(docker: Docker, runs: EngineRuns, { print }: CleanOptions): Promise<void> {
  if (runs.size === 0) print('nothing of ours on the Docker engine');
  const failures: Error[] = [];
  for (const [runId, labels] of runs) {
    if (isAlive(labels)) {
      print(`left run ${runId} on the Docker engine: ${whyAlive(labels)}`);
      continue;
    }
    try {
      const removed = await removeRun(docker, runId);
      print(`removed run ${runId}: ${names('container', removed.containers)}; ${names('network', removed.networks)}`);
    } catch (error) {
      if (!(error instanceof RemovalFailed)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new RemovalFailed(failures, failures.map(({ message }) => message).join('\n'));
}

/** Removes the namespaces of dead runs from a cluster, and waits until they are gone. @throws {ApiError} {WaitTimedOut} */
export async function cleanCluster(kube: Kube, { print }: CleanOptions): Promise<void> {
  const { items } = await kube.core.listNamespace({ labelSelector: RUN_LABEL });
  if (items.length === 0) print('no namespace of ours in the cluster');
  for (const { metadata } of items) {
    const { name = '', labels = {} } = metadata ?? {};
    if (isAlive(labels)) {
      print(`left namespace ${name}: ${whyAlive(labels)}`);
      continue;
    }
    await deleteNamespace(kube, name);
    await namespaceGone(kube, name);
    print(`removed namespace ${name}`);
  }
}

/** Removes what dead runs have left in a namespace that is not theirs. @throws {ApiError} {WaitTimedOut} */
export async function cleanNamespace(kube: Kube, namespace: string, { print }: CleanOptions): Promise<void> {
  const objects = await labelledObjects(kube, namespace, RUN_LABEL);
  const runs = new Map(objects.map(({ labels }) => [labels[RUN_LABEL] ?? '', labels]));
  if (runs.size === 0) print(`nothing of ours in namespace ${namespace}`);
  for (const [runId, labels] of runs) {
    if (isAlive(labels)) {
      print(`left run ${runId} in namespace ${namespace}: ${whyAlive(labels)}`);
      continue;
    }
    const count = objects.filter((each) => each.labels[RUN_LABEL] === runId).length;
    await removeLabelled(kube, namespace, `${RUN_LABEL}=${labelValue(runId)}`);
    print(`removed run ${runId} from namespace ${namespace}: ${count} object${count === 1 ? '' : 's'}`);
  }
}

function whyAlive(labels: Labels): string {
  const run = readRunLabels(labels);
  return run
    ? `its process ${run.owner.pid} on ${run.owner.host} may still run, until ${new Date(run.expiresAt).toISOString()}`
    : '';
}

function names(kind: string, of: readonly string[]): string {
  return `${of.length} ${kind}${of.length === 1 ? '' : 's'}${of.length > 0 ? ` (${of.join(', ')})` : ''}`;
}
