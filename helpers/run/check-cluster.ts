import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.ts';
import { DEATH_KNOWN_MS } from '../cluster/k3s/node-watch.ts';
import type { Labels } from '../cluster/labels.ts';
import { writeAtomically } from '../report/atomic-file.ts';
import type { Found } from './assemble.ts';
import { writeRunContext } from './context.ts';
import { runSpecs } from './jest.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import { type Phase, type PhasesEnded, phasesOf, runPhases } from './phases.ts';
import type { Death } from './prepared.ts';
import { again, heldUpIn, openSecondAttempts } from './second-attempt.ts';
import { specFiles } from './spec-files.ts';

/** Bytes: more than anybody on the network could guess. */
const NONCE_BYTES = 12;

/** As much as a few verdicts with all their cells. */
const TRIAL_BYTES = 100_000;

export interface CheckRequest {
  readonly cluster: Cluster;
  readonly selected: readonly string[];
  readonly options: Pick<Options, 'pairs' | 'bounds'>;
  /** An existing, empty folder. */
  readonly recordsDir: string;
  /** An existing folder for what the specs have to know. */
  readonly workDir: string;
  readonly labels: Labels;
  /** What proves that a backend is of this run, where several checks share backends; by default one that nobody knows. */
  readonly nonce?: string;
  /** By default in processes of their own. */
  readonly runSpecs?: typeof runSpecs;
  /** Where the specs print to, and how much; by default to standard output, line by line. */
  readonly output?: Pick<Output, 'progress' | 'say'> & { readonly stream: { readonly fd: number } };
  /** Resolves if the cluster breaks. */
  readonly died: Promise<Death>;
}

export type Checked = Pick<Found, 'errors' | 'phases' | 'specsFailed' | 'doubtSince' | 'unrecorded' | 'notice'>;

export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('hex');
}

/**
 * Runs the specs of the selected requirements on a cluster that is ready; their verdicts are in the records afterwards. What only
 * the suite was too slow for is asked a second time at the end.
 * A cluster that breaks, or the signal, stops them.
 */
export async function checkCluster(request: CheckRequest, signal: AbortSignal): Promise<Checked> {
  const {
    cluster,
    selected,
    options,
    recordsDir,
    workDir,
    labels,
    died,
    output,
    runSpecs: runThem = runSpecs,
  } = request;
  const { pairs, bounds } = options;
  const nonce = request.nonce ?? newNonce();
  const progress = output?.progress ?? 'lines';
  const printTo = output?.stream.fd ?? 1;
  const files = specFiles();
  const inTurn = cluster.namespace !== undefined;

  const ended = new AbortController();
  let death: Death | undefined;
  const dead = died.then((known) => {
    death = known;
    ended.abort();
  });
  const stop = AbortSignal.any([signal, ended.signal]);
  const attempt = async (name: string, ids: readonly string[], records: string, how = (phase: Phase) => phase) => {
    const contextFile = join(workDir, name);
    writeRunContext(contextFile, { cluster, nonce, selected: ids, pairs, progress, recordsDir: records, labels });
    const ended = await runPhases(phasesOf(ids, files, inTurn).map(how), (phase) =>
      runThem({ contextFile, phase, bounds, printTo }, stop),
    );
    // What failed last may have failed because a node had just died.
    if (ended.exitCode !== 0 && !signal.aborted) await Promise.race([dead, sleep(DEATH_KNOWN_MS)]);
    return ended;
  };
  const first = await attempt('run.json', selected, recordsDir);
  const heldUp = stop.aborted ? [] : heldUpIn(recordsDir);
  let second: PhasesEnded = { exitCode: 0, phases: [] };
  if (heldUp.length > 0) {
    output?.say(`asked again, one at a time, since only the suite was held up: ${heldUp.join(', ')}`);
    second = await attempt('second-attempt.json', heldUp, openSecondAttempts(recordsDir), again);
  }
  const phases = [...first.phases, ...second.phases];
  const exitCode = second.exitCode === null ? null : first.exitCode;
  const specsFailed = exitCode !== 0;
  if (death) {
    const why = `${death.what} while the specs ran`;
    const doubtSince = { at: death.at, why };
    return { errors: [`${why}: ${death.message}`], phases, specsFailed, doubtSince, unrecorded: why };
  }
  // A stop that came when all specs had ended took nothing from them.
  const stopped = specsFailed && signal.aborted ? (signal.reason as Error).message : undefined;
  const end = exitCode === null ? 'the specs were killed' : `its spec ended without one (jest exit code ${exitCode})`;
  const errors = stopped ? [stopped] : specsFailed ? notWritable(workDir) : [];
  return { errors, phases, specsFailed, doubtSince: null, unrecorded: stopped ?? end };
}

/** Specs that could not leave their verdicts could not say so either. */
function notWritable(folder: string): string[] {
  try {
    writeAtomically(join(folder, 'trial'), '.'.repeat(TRIAL_BYTES));
    return [];
  } catch (error) {
    const why = (error as Error).message;
    return [`the specs could not leave all of their verdicts in ${folder}: ${why}; make room there, or set TMPDIR`];
  }
}
