import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.ts';
import { DEATH_KNOWN_MS } from '../cluster/k3s/node-watch.ts';
import type { NodeDied } from '../cluster/k3s/started.ts';
import type { Labels } from '../cluster/labels.ts';
import type { Found } from './assemble.ts';
import { writeRunContext } from './context.ts';
import { runSpecs } from './jest.ts';

/** Bytes: more than anybody on the network could guess. */
const NONCE_BYTES = 12;

export interface CheckRequest {
  readonly cluster: Cluster;
  readonly selected: readonly string[];
  /** An existing, empty folder. */
  readonly recordsDir: string;
  /** An existing folder for what the specs have to know. */
  readonly workDir: string;
  readonly labels: Labels;
  /** Resolves if a node of the cluster ends. */
  readonly died: Promise<NodeDied>;
}

export type Checked = Pick<Found, 'errors' | 'doubtSince' | 'unrecorded'>;

/**
 * Runs the specs of the selected requirements on a cluster that is ready; their verdicts are in the records afterwards.
 * A node that ends, or the signal, stops them.
 */
export async function checkCluster(request: CheckRequest, signal: AbortSignal): Promise<Checked> {
  const { cluster, selected, recordsDir, workDir, labels, died } = request;
  const contextFile = join(workDir, 'run.json');
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  writeRunContext(contextFile, { cluster, nonce, selected, recordsDir, labels });

  const ended = new AbortController();
  let death: NodeDied | undefined;
  const dead = died.then((node) => {
    death = node;
    ended.abort();
  });
  const exitCode = await runSpecs(contextFile, AbortSignal.any([signal, ended.signal]));
  // What failed last may have failed because a node had just died.
  if (exitCode !== 0 && !signal.aborted) await Promise.race([dead, sleep(DEATH_KNOWN_MS)]);
  if (death) {
    const why = `node ${death.node} died while the specs ran`;
    return { errors: [`${why}: ${death.message}`], doubtSince: { at: death.at, why }, unrecorded: why };
  }
  const stopped = signal.aborted ? (signal.reason as Error).message : undefined;
  const end = exitCode === null ? 'the specs were killed' : `its spec ended without one (jest exit code ${exitCode})`;
  return { errors: stopped ? [stopped] : [], doubtSince: null, unrecorded: stopped ?? end };
}
