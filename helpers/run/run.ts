import { randomBytes } from 'node:crypto';
import { CLUSTER_START_MS, TEARDOWN_MS } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { type NamedCluster, namedCluster } from '../cluster/existing/kubeconfig.ts';
import { type Labels, runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { RemovalFailed } from '../cluster/remove-run.ts';
import { StartFailed } from '../cluster/start-failed.ts';
import { kubeOf } from '../kube/kube-of.ts';
import { reportText } from '../report/json.ts';
import type { CreatedReport } from '../report/results.ts';
import type { Waiver } from '../report/waivers.ts';
import { watchCluster } from '../watch/watch-cluster.ts';
import { announcedLine, announcedRange } from './announced-range.ts';
import { assemble, type Found } from './assemble.ts';
import { checkCluster } from './check-cluster.ts';
import { chosenCluster } from './choose-cluster.ts';
import { prepareExisting } from './existing.ts';
import { createdLine, existingLine, failedRungLine, keptLines, openingLine, rungLine } from './lines.ts';
import type { Options } from './options.ts';
import { type Output, outputOf } from './output.ts';
import { outsideInWords } from './outside-place.ts';
import { PreflightFailed } from './preflight/findings.ts';
import { publish } from './publish.ts';
import { startReferenceCluster } from './reference.ts';
import { openReportFolder } from './report-folder.ts';
import { reproduceCommands } from './reproduce.ts';
import { RunStopped, type StopWatch, watchForStop } from './stop.ts';
import { startThrowaway } from './throwaway.ts';
import { openWorkFolder, type WorkFolder } from './work-folder.ts';

export interface RunRequest {
  readonly argv: readonly string[];
  readonly options: Options;
  readonly selected: readonly string[];
  readonly require: readonly string[];
  readonly waivers: readonly Waiver[];
  /** Where the report goes. */
  readonly reportDir: string;
}

/** Which run this is, where it says so, and where it keeps what it must not lose. */
interface Identity {
  readonly output: Output;
  readonly runId: string;
  readonly labels: Labels;
  readonly folder: WorkFolder;
  readonly startedAt: Date;
  /** Of an existing cluster. */
  readonly named: NamedCluster | undefined;
}

/** What went wrong, first thing first: a removal that fails comes on top of what made it necessary. */
function unrolled(error: unknown): Error[] {
  if (error instanceof SuppressedError) return [...unrolled(error.suppressed), ...unrolled(error.error)];
  return [error as Error];
}

/** Everything that a cluster lacks is said, a line each. */
function linesOf({ cause, message }: Error): readonly string[] {
  return cause instanceof PreflightFailed ? cause.misses : [message];
}

/** Why the run was stopped, if it was: then whatever else broke off did so because of it. */
function stopOf({ reason }: AbortSignal): RunStopped | undefined {
  return reason instanceof RunStopped ? reason : undefined;
}

async function withAnnounced(cluster: Cluster): Promise<Cluster> {
  await using kube = kubeOf(cluster);
  const announced = await announcedRange(kube, cluster);
  return announced === undefined ? cluster : { ...cluster, announced };
}

/** Starts or prepares a cluster, runs the specs on it and removes what was made. Never rejects: what could not be done is an error in what it found. */
async function explore(
  request: RunRequest,
  { output, runId, labels, folder, startedAt, named }: Identity,
  { signal, wanted }: StopWatch,
): Promise<Found> {
  const { options, selected } = request;
  const { recordsDir, path: workDir } = folder;
  let found: Found = {
    ...{
      cluster: null,
      ladder: [],
      outsideClient: null,
      recordsDir,
      selected,
      require: request.require,
      waivers: request.waivers,
      startedAt,
    },
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
  const say = (line: string) => output.say(line);
  const onRemoved = (created: CreatedReport) => {
    found = { ...found, created };
    say(createdLine(created));
  };
  try {
    using ladder = new Ladder({ within: CLUSTER_START_MS, signal, onRung: rungLine(output) });
    const { existing } = options;
    const start = options.cluster === 'reference' ? startReferenceCluster : startThrowaway;
    await using prepared =
      named && existing
        ? await prepareExisting({ named, existing, options, selected, runId, labels, workDir, say, onRemoved }, ladder)
        : await start({ options, runId, labels, workDir, printTo: output.stream.fd }, ladder);
    const { died, runSpecs } = prepared;
    const cluster = await withAnnounced(prepared.cluster);
    found = { ...found, cluster, ladder: ladder.rungs, outsideClient: outsideInWords(cluster.outside) };
    output.say(`outside client: ${found.outsideClient}`);
    if (cluster.announced) output.say(announcedLine(cluster.announced));
    output.say('');
    const specs = { ...(runSpecs && { runSpecs }), output };
    const check = { cluster, selected, options, recordsDir, workDir, labels, died, ...specs };
    const watching = { ...check, onFlowing: wanted };
    found = { ...found, ...(await (options.watch ? watchCluster(watching, signal) : checkCluster(check, signal))) };
    // Who interrupts a run is told that it removes what it made.
    if (options.keep && stopOf(signal)?.exitCode === undefined) {
      prepared.leave();
      folder.keep();
      for (const line of keptLines(cluster)) output.stream.write(`${line}\n`);
    }
  } catch (error) {
    const errors = unrolled(error);
    for (const each of errors) if (each instanceof StartFailed) failedRungLine(each, output);
    const stop = stopOf(signal);
    const lines = errors.flatMap((each) => linesOf(stop && !(each instanceof RemovalFailed) ? stop : each));
    found = { ...found, errors: [...new Set([...found.errors, ...lines])] };
  }
  return found;
}

/**
 * One run: a throwaway cluster or an existing one, the specs on it, everything removed again, and the report.
 * @returns the exit code: 0 passed, 1 a requirement failed, 2 it could not tell, 128 and the signal's number if interrupted.
 * @throws {KubeconfigUnusable}; where the report can't be written.
 */
export async function run(request: RunRequest, env: NodeJS.ProcessEnv): Promise<number> {
  const { selected, reportDir } = request;
  const { existing } = request.options;
  const named = existing && namedCluster(existing.kubeconfig, existing.context);
  openReportFolder(reportDir);
  const options = { ...request.options, cluster: existing ? undefined : await chosenCluster(request.options, env) };
  const output = outputOf(options, env);
  const runId = `sc-${randomBytes(3).toString('hex')}`;
  const startedAt = new Date();
  const expiresAt = startedAt.getTime() + options.deadlineMs + TEARDOWN_MS;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt });
  using folder = openWorkFolder(runId, labels);
  using watch = watchForStop(options.deadlineMs, console.error);
  const { length } = selected;
  output.say(existing && named ? existingLine(named, existing, length, runId) : openingLine(options, length, runId));
  const found = await explore({ ...request, options }, { output, runId, labels, folder, startedAt, named }, watch);
  const report = assemble(found);
  publish(report, { dir: reportDir, recordsDir: folder.recordsDir }, output, env);
  if (options.json) process.stdout.write(reportText(report));
  return stopOf(watch.signal)?.exitCode ?? report.exitCode;
}
