import type { ProbeResult, ProbeStream } from './probe.ts';

/**
 * A stream, by how it is ended.
 * @param results those so far.
 * @param end called once, however often the stream is stopped; resolves with all results.
 */
export function probeStream(
  results: () => readonly ProbeResult[],
  end: () => Promise<readonly ProbeResult[]>,
): ProbeStream {
  let stopped: ReturnType<typeof end> | undefined;
  const stop = () => {
    stopped ??= end();
    return stopped;
  };
  return {
    get results() {
      return results();
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}
