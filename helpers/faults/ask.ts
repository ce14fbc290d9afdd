/** Requirements asked of a cluster that is up, by the code that `npm start` uses. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { PromiseBounds } from '../bounds.ts';
import type { Labels } from '../cluster/labels.ts';
import type { RequirementResult } from '../report/results.ts';
import { assemble } from '../run/assemble.ts';
import { checkCluster } from '../run/check-cluster.ts';
import type { runSpecs } from '../run/jest.ts';
import type { Options } from '../run/options.ts';
import { outsideInWords } from '../run/outside-place.ts';
import type { Prepared } from '../run/prepared.ts';

export interface AskRequest {
  readonly prepared: Prepared;
  readonly labels: Labels;
  readonly options: Options;
  readonly bounds: PromiseBounds;
  /** The same for all that is asked of one cluster, whose shared backends stay. */
  readonly nonce: string;
  /** An existing folder; each asking makes one in it. */
  readonly workDir: string;
  readonly runSpecs: typeof runSpecs;
}

export interface Answers {
  readonly results: readonly RequirementResult[];
  readonly errors: readonly string[];
}

/** One result for each id. A signal that aborts leaves what it cut off inconclusive. */
export async function ask(ids: readonly string[], request: AskRequest, signal: AbortSignal): Promise<Answers> {
  const { prepared, labels, options, bounds, nonce } = request;
  const { cluster, died } = prepared;
  const workDir = mkdtempSync(join(request.workDir, 'asked-'));
  const recordsDir = join(workDir, 'records');
  mkdirSync(recordsDir);
  const startedAt = new Date();
  const place = { recordsDir, workDir, labels, nonce, died, runSpecs: request.runSpecs };
  const checked = await checkCluster({ cluster, selected: ids, options: { ...options, bounds }, ...place }, signal);
  const { requirements, errors } = assemble({
    ...{ cluster, ladder: [], outsideClient: outsideInWords(cluster.outside), recordsDir, selected: ids, require: [] },
    ...{ bounds, startedAt, reproduce: ['npm run faults'] },
    ...checked,
  });
  return { results: requirements, errors };
}
