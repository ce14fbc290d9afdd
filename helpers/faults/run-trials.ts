import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { CLUSTER_START_MS, TEARDOWN_MS } from '../bounds.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { Kube } from '../kube/client.ts';
import { newNonce } from '../run/check-cluster.ts';
import { keptLines, rungLine } from '../run/lines.ts';
import { outputOf } from '../run/output.ts';
import { RunStopped, watchForStop } from '../run/stop.ts';
import { startThrowaway } from '../run/throwaway.ts';
import { openWorkFolder } from '../run/work-folder.ts';
import { exitCodeOf } from './judge.ts';
import { keepCluster, takeKept } from './kept-cluster.ts';
import { trialLines } from './lines.ts';
import { lookAtAll } from './nodes-as-before.ts';
import type { FaultOptions } from './options.ts';
import { keepTrial, type TrialRun } from './record.ts';
import { runTrial } from './run-trial.ts';
import { logged } from './spec-log.ts';
import type { NamedTrial } from './trials.ts';

/** A loop over all of them takes about an hour and a half. */
const DEADLINE_MS = 6 * 3_600_000;

export interface TrialsRequest {
  readonly options: FaultOptions;
  /** What is to be tried, on a cluster of this Kubernetes version. */
  readonly choose: (kubernetesVersion: string) => readonly NamedTrial[];
  /** Where the records are kept. */
  readonly dir: string;
  /** Where all that the specs say goes. */
  readonly logDir: string;
  readonly commit: string;
  readonly machine: string;
  readonly docker: Docker;
}

/**
 * Starts a cluster, or takes the one that was kept, runs the trials one after another and removes it. One that leaves something behind, or ends a node, ends the loop: what
 * came after it would prove nothing.
 * @returns the exit code. @throws {StartFailed} {RemovalFailed}
 */
export async function runTrials(request: TrialsRequest, env: NodeJS.ProcessEnv): Promise<number> {
  const { options, dir, commit, machine } = request;
  const endAt = Date.now() + (options.forMs ?? DEADLINE_MS);
  const runId = `sc-${randomBytes(3).toString('hex')}`;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + DEADLINE_MS + TEARDOWN_MS });
  const output = outputOf(options.run, env);
  using folder = openWorkFolder(runId, labels);
  using watch = watchForStop(DEADLINE_MS, console.error);
  const { signal } = watch;
  const runs: TrialRun[] = [];
  try {
    using ladder = new Ladder({ within: CLUSTER_START_MS, signal, onRung: rungLine(output) });
    const kept = join(request.logDir, 'cluster.json');
    const start = async () => {
      const started = await startThrowaway({ options: options.run, runId, labels, workDir: folder.path }, ladder);
      return { ...started, labels, nonce: newNonce() };
    };
    const taken = await takeKept(kept, options, request.docker);
    await using prepared = taken ?? (await start());
    const { cluster, nonce } = prepared;
    if (taken) output.say(`the cluster of run ${cluster.runId}, which was kept`);
    await using kube = Kube.fromFile(cluster.kubeconfig);
    const before = await lookAtAll(cluster.nodes);
    const { mode } = options;
    const ground = { cluster, kube, labels: prepared.labels, signal };
    using log = logged(request.logDir);
    const { runSpecs } = log;
    const asked = { prepared, labels: prepared.labels, options: options.run, runSpecs, nonce };
    const on = { ...asked, ground, mode, before, commit, machine };
    let isDead = false;
    void prepared.died.then(() => {
      isDead = true;
    });
    for (const trial of request.choose(cluster.kubernetesVersion)) {
      if (Date.now() > endAt) break;
      const run = await runTrial(trial, { ...on, workDir: folder.path }, signal);
      const key = { kind: trial.kind, name: trial.name, mode, kubernetesVersion: cluster.kubernetesVersion };
      keepTrial(dir, key, run);
      runs.push(run);
      output.say(`${trialLines(key, run)}\n`);
      if (isDead || run.out.notAsBefore.length > 0) break;
    }
    if (options.keep) {
      keepCluster(kept, { cluster, labels: prepared.labels, nonce });
      prepared.leave();
      folder.keep();
      for (const line of keptLines(cluster)) output.say(line);
    }
  } catch (error) {
    const { reason } = signal;
    if (!(reason instanceof RunStopped)) throw error;
    return reason.exitCode ?? 2;
  }
  return exitCodeOf(runs.map(({ verdict }) => verdict));
}
