/** What the process that runs the suite tells each spec process, as one JSON file. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Cluster } from '../cluster/cluster.ts';
import type { Pairs } from '../expect/pairs.ts';

/**
 * How much the specs say meanwhile: a row for each requirement and a last line that is drawn again and again; a row each, and
 * now and then a line; or nothing but what did not pass.
 */
export type Progress = 'live' | 'lines' | 'quiet';

export interface RunContext {
  readonly cluster: Cluster;
  /** Proves that an answer comes from a backend of this run. Unguessable. */
  readonly nonce: string;
  /** Ids of the requirements to check. */
  readonly selected: readonly string[];
  /** Which client asks which target. */
  readonly pairs: Pairs;
  /** Missing: `lines`. */
  readonly progress?: Progress;
  /** Where the specs leave one record for each requirement. */
  readonly recordsDir: string;
  /** Labels for everything that the specs create in the cluster. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The environment variable that names the file. */
export const RUN_CONTEXT_VARIABLE = 'SERVICE_CONFORMANCE_RUN';

/** Writes the context to `path` for the spec processes. */
export function writeRunContext(path: string, context: RunContext): void {
  writeFileSync(path, JSON.stringify(context, null, 2), { mode: 0o600 });
}

/** The context of this spec process. Throws where the specs were not started by the suite's own command. */
export function readRunContext(env: NodeJS.ProcessEnv = process.env): RunContext {
  const path = env[RUN_CONTEXT_VARIABLE];
  if (!path) {
    throw new Error(
      'the specs have no cluster to run on: start them with `npm start` or `npm test`, not with jest alone',
    );
  }
  return JSON.parse(readFileSync(path, 'utf8')) as RunContext;
}
