import { EXEC_OPEN_MS, EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { brokenResult } from './broken-result.ts';
import { CurlSession } from './curl-session.ts';
import { pacedStream } from './paced-stream.ts';
import type { Client, ProbeRequest, ProbeResult } from './probe.ts';
import type { RunProgram } from './run-program.ts';
import { sameTimeout } from './same-timeout.ts';

/** The probes of one call of `probe` together may take this long, however many they are: what comes later is `broken`. */
const PROBES_OF_ONE_EXEC_MS = 180_000;

type CurlPlace = Pick<Client, 'kind' | 'name' | 'node' | 'address' | 'repeat'>;

/** A client wherever CURL_COMMAND can be run. All probes of a call, and of a stream, go through one run of it. */
export function curlClient(place: CurlPlace, run: RunProgram, nonce: string): Client {
  return {
    ...place,

    async probe(requests, signal) {
      if (requests.length === 0) return [];
      const session = new CurlSession(run, nonce, EXEC_RUN_MS + probesMs(requests), signal);
      const parts = sameTimeout(requests).map((part) => sendBounded(session, part, probesMs(requests)));
      const closed = session.close(EXEC_OPEN_MS + EXEC_RUN_MS + probesMs(requests));
      const results = (await Promise.all(parts)).flat();
      await closed;
      return results;
    },

    stream(next, everyMs) {
      const session = new CurlSession(run, nonce, RUN_DEADLINE_MS);
      const send = async (request: ProbeRequest) => {
        const [result] = await sendBounded(session, [request], request.timeoutMs);
        return result ?? brokenResult(request, 'no result', Date.now());
      };
      return pacedStream(send, next, everyMs, () => session.close(EXEC_RUN_MS));
    },
  };
}

function probesMs(requests: readonly ProbeRequest[]): number {
  const sum = requests.reduce((total, { timeoutMs }) => total + timeoutMs, 0);
  return Math.min(sum, PROBES_OF_ONE_EXEC_MS);
}

function sendBounded(session: CurlSession, part: readonly ProbeRequest[], withinMs: number): Promise<ProbeResult[]> {
  return session.send(part[0]?.timeoutMs ?? 0, part, EXEC_OPEN_MS + EXEC_RUN_MS + withinMs);
}
