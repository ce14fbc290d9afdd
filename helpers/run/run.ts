import { randomBytes } from 'node:crypto';
import { CLUSTER_START_MS, TEARDOWN_MS } from '../bounds.ts';
import { type Labels, runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { RemovalFailed } from '../cluster/remove-run.ts';
import { StartFailed } from '../cluster/start-failed.ts';
import { assemble, type Found } from './assemble.ts';
import { checkCluster } from './check-cluster.ts';
import { chosenCluster } from './choose-cluster.ts';
import { failedRungLine, keptLines, openingLine, rungLine } from './lines.ts';
import type { Options } from './options.ts';
import { outsideInWords } from './outside-place.ts';
import { publish } from './publish.ts';
import { startReferenceCluster } from './reference.ts';
import { openReportFolder } from './report-folder.ts';
import { reproduceCommands } from './reproduce.ts';
import { RunStopped, watchForStop } from './stop.ts';
import { startThrowaway } from './throwaway.ts';
import { openWorkFolder, type WorkFolder } from './work-folder.ts';

export interface RunRequest {
  readonly argv: readonly string[];
  readonly options: Options;
  readonly selected: readonly string[];
  readonly require: readonly string[];
  /** Where the report goes. */
  readonly reportDir: string;
}

/** Which run this is, and where it keeps what it must not lose. */
interface Identity {
  readonly runId: string;
  readonly labels: Labels;
  readonly folder: WorkFolder;
  readonly startedAt: Date;
}

/** What went wrong, first thing first: a removal that fails comes on top of what made it necessary. */
function unrolled(error: unknown): Error[] {
  if (error instanceof SuppressedError) return [...unrolled(error.suppressed), ...unrolled(error.error)];
  return [error as Error];
}

/** Why the run was stopped, if it was: then whatever else broke off did so because of it. */
function stopOf({ reason }: AbortSignal): RunStopped | undefined {
  return reason instanceof RunStopped ? reason : undefined;
}

/** Starts a cluster, runs the specs on it and removes it again. Never rejects: what could not be done is an error in what it found. */
async function explore(
  request: RunRequest,
  { runId, labels, folder, startedAt }: Identity,
  signal: AbortSignal,
): Promise<Found> {
  const { options, selected } = request;
  const { recordsDir, path: workDir } = folder;
  let found: Found = {
    ...{ cluster: null, ladder: [], outsideClient: null, recordsDir, selected, require: request.require, startedAt },
    ...{
      bounds: options.bounds,
      phases: [],
      errors: [],
      specsFailed: false,
      doubtSince: null,
      unrecorded: 'the cluster did not come up',
    },
    reproduce: reproduceCommands(request.argv, options),
  };
  try {
    using ladder = new Ladder({ within: CLUSTER_START_MS, signal, onRung: rungLine });
    const start = options.cluster === 'reference' ? startReferenceCluster : startThrowaway;
    await using throwaway = await start({ options, runId, labels, workDir }, ladder);
    const { cluster, died, runSpecs } = throwaway;
    found = { ...found, cluster, ladder: ladder.rungs, outsideClient: outsideInWords(cluster.outside) };
    console.log(`outside client: ${found.outsideClient}\n`);
    const check = { cluster, selected, options, recordsDir, workDir, labels, died, ...(runSpecs && { runSpecs }) };
    found = { ...found, ...(await checkCluster(check, signal)) };
    // Who interrupts a run is told that it removes what it made.
    if (options.keep && stopOf(signal)?.exitCode === undefined) {
      throwaway.leave();
      folder.keep();
      for (const line of keptLines(cluster)) console.log(line);
    }
  } catch (error) {
    const errors = unrolled(error);
    for (const each of errors) if (each instanceof StartFailed) failedRungLine(each);
    const stop = stopOf(signal);
    const lines = errors.map((each) => (stop && !(each instanceof RemovalFailed) ? stop : each).message);
    found = { ...found, errors: [...new Set([...found.errors, ...lines])] };
  }
  return found;
}

/**
 * One run: a throwaway cluster, the specs on it, everything removed again, and the report.
 * @returns the exit code: 0 passed, 1 a requirement failed, 2 it could not tell, 128 and the signal's number if interrupted.
 * @throws where the report can't be written.
 */
export async function run(request: RunRequest, env: NodeJS.ProcessEnv): Promise<number> {
  const { selected, reportDir } = request;
  openReportFolder(reportDir);
  const options = { ...request.options, cluster: await chosenCluster(request.options, env) };
  const runId = `sc-${randomBytes(3).toString('hex')}`;
  const startedAt = new Date();
  const expiresAt = startedAt.getTime() + options.deadlineMs + TEARDOWN_MS;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt });
  using folder = openWorkFolder(runId, labels);
  using watch = watchForStop(options.deadlineMs, console.error);
  console.log(openingLine(options, selected.length, runId));
  const found = await explore({ ...request, options }, { runId, labels, folder, startedAt }, watch.signal);
  const report = assemble(found);
  publish(report, reportDir, env);
  return stopOf(watch.signal)?.exitCode ?? report.exitCode;
}
