import type { ProbeRequest, ProbeResult } from './probe.ts';

/** The result of a probe that could not be made. */
export function brokenResult(request: ProbeRequest, detail: string, sentAt: number): ProbeResult {
  return { request, outcome: 'broken', sentAt, totalMs: 0, detail };
}

/** What a signal that has aborted gives as its reason. */
export function reasonOf({ reason }: AbortSignal): string {
  return String(Object(reason).message ?? reason);
}

/** Why a probe was not made, or not to its end. */
export function abortWords(signal: AbortSignal): string {
  return `aborted: ${reasonOf(signal)}`;
}
