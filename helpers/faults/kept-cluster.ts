/** A cluster that --keep has left up, for the next loop to take. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Docker from 'dockerode';
import type { Cluster } from '../cluster/cluster.ts';
import type { Labels } from '../cluster/labels.ts';
import { removeRun } from '../cluster/remove-run.ts';
import { writeAtomically } from '../report/atomic-file.ts';
import type { Prepared } from '../run/prepared.ts';
import type { FaultOptions } from './options.ts';

export interface KeptCluster {
  readonly cluster: Cluster;
  readonly labels: Labels;
  /** Of the shared backends that are there. */
  readonly nonce: string;
}

export interface TakenCluster extends Prepared, KeptCluster {}

export function keepCluster(path: string, kept: KeptCluster): void {
  writeAtomically(path, `${JSON.stringify(kept, null, 2)}\n`);
}

/** The cluster that was kept, if all of its nodes still run and it is such a one. Disposing of it removes it, the folder of its run too. */
export async function takeKept(
  path: string,
  { mode, dualStack }: Pick<FaultOptions, 'mode' | 'dualStack'>,
  docker: Docker,
): Promise<TakenCluster | undefined> {
  if (!existsSync(path)) return undefined;
  const kept = JSON.parse(readFileSync(path, 'utf8')) as KeptCluster;
  const { cluster } = kept;
  const running = await Promise.all(
    cluster.nodes.map(async ({ containerId = '' }) => {
      const { State } = await docker
        .getContainer(containerId)
        .inspect()
        .catch(() => ({ State: { Running: false } }));
      return State.Running;
    }),
  );
  const isSuch = cluster.proxyMode === mode && cluster.ipFamilies.length > 1 === dualStack;
  if (!isSuch || !running.every(Boolean) || !existsSync(cluster.kubeconfig)) return undefined;
  let isLeft = false;
  return {
    ...kept,
    died: new Promise(() => {}),
    leave: () => {
      isLeft = true;
    },
    [Symbol.asyncDispose]: async () => {
      if (isLeft) return;
      await removeRun(docker, cluster.runId);
      rmSync(path, { force: true });
      rmSync(dirname(cluster.kubeconfig), { recursive: true, force: true });
    },
  };
}
