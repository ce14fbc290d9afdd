import type { MarkedRecord } from './marked-records.ts';
import type { ProbeResult } from './probe.ts';

/** Probes that a program is given together, and what has come of them. */
export interface ProgramBatch {
  /** The batch as the program's input. Throws where a request can't be written. */
  input(mark: string): string;
  /** @param at when the record came, in ms since the epoch. */
  add(record: MarkedRecord, at: number): void;
  readonly ended: boolean;
  /** One result for each request, in their order; what did not come is `broken`, because of `reason` if the program gave none. */
  results(reason: string): ProbeResult[];
}
