import type { ProbeRequest, ProbeResult } from './probe.ts';

/** The result of a probe that could not be made. */
export function brokenResult(request: ProbeRequest, detail: string, sentAt: number): ProbeResult {
  return { request, outcome: 'broken', sentAt, totalMs: 0, detail };
}

/** Why a probe was not made, or not to its end. */
export function abortWords(signal: AbortSignal): string {
  return `aborted: ${signal.reason?.message ?? signal.reason}`;
}
