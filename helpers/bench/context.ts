import type { Labels } from '../cluster/labels.ts';

export interface BenchContext {
  /** The nodes' image. */
  readonly image: string;
  readonly runId: string;
  readonly labels: Labels;
  /** An existing folder that keeps every report. */
  readonly reportsDir: string;
}
