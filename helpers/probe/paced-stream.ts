import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { probeStream } from './probe-stream.ts';

/**
 * Sends a request every `everyMs`, one at a time: where a probe takes longer, the next goes as soon as it is over.
 * @param end called once, after the last probe.
 */
export function pacedStream(
  send: (request: ProbeRequest) => Promise<ProbeResult>,
  next: () => ProbeRequest,
  everyMs: number,
  end: () => Promise<void> = async () => {},
): ProbeStream {
  const results: ProbeResult[] = [];
  const stopped = new AbortController();

  const work = async () => {
    let due = performance.now();
    while (!stopped.signal.aborted) {
      results.push(await send(next()));
      due = Math.max(due + everyMs, performance.now());
      await sleep(Math.max(0, due - performance.now()), undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  const done = work().finally(end);
  // Whoever stops the stream gets the error; until then it must not end the process.
  done.catch(() => {});

  const stop = async () => {
    stopped.abort();
    await done;
    return results;
  };
  return probeStream(() => results, stop);
}
