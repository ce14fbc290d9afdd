import { brokenResult, reasonOf } from './broken-result.ts';
import { consecutive } from './consecutive.ts';
import { CurlRun } from './curl-run.ts';
import { IdlePool } from './idle-pool.ts';
import { pacedFlow } from './paced-flow.ts';
import type { Client, ProbeRequest, ProbeResult } from './probe.ts';
import { probeStream } from './probe-stream.ts';
import type { RunProgram } from './run-program.ts';
import { SocketHosts } from './socket-hosts.ts';
import { SocketRun } from './socket-run.ts';
import { trialBy } from './trial.ts';

/** The probes of one call together may take this long, however many they are: what comes later is `broken`. */
const PROBES_OF_ONE_EXEC_MS = 180_000;

/** An exec costs more than all the probes of a sample, so it is kept for the next ones; so long, in ms. */
const IDLE_MS = 60_000;

/** So long the exec of sessions is kept when none is left, in ms: most have been idle before they end. */
const WITHOUT_SESSION_MS = 5_000;

type Place = Pick<Client, 'kind' | 'name' | 'node' | 'address' | 'repeat'>;

/**
 * A client wherever programs can be run. All probes of a call go through one run of CURL_COMMAND, or one session of the socket program
 * where some are over UDP; those of a stream, and of a flow, go through one session. Both are kept for later calls and streams.
 */
export function programClient(place: Place, run: RunProgram, nonce: string): Client {
  const curls = new IdlePool(() => new CurlRun(place.name, run, nonce), IDLE_MS);
  const hosts = new SocketHosts(run, WITHOUT_SESSION_MS);
  const sockets = new IdlePool(() => new SocketRun(hosts.start, nonce), IDLE_MS);
  const probe: Client['probe'] = async (requests, signal) => {
    const probesMs = sumOfTimeouts(requests);
    const results: ProbeResult[] = [];
    for (const part of consecutive(requests, isUdp)) {
      results.push(
        ...(await (part.some(isUdp) ? ask(sockets, part, probesMs, signal) : ask(curls, part, probesMs, signal))),
      );
    }
    return results;
  };
  return {
    ...place,
    probe,
    look: (requests, signal) => ask(sockets, requests, sumOfTimeouts(requests), signal),
    // By curl, whose local ports are chosen: bash's would come back, and some of a trial's lead nowhere for minutes.
    trial: trialBy(probe),

    stream(first, everyMs) {
      const socket = sockets.take();
      const started = socket.stream(first, everyMs);
      return probeStream(
        () => started.results,
        () => started.stop().finally(() => sockets.give(socket)),
      );
    },

    flow(next, everyMs) {
      const socket = new SocketRun(hosts.start, nonce);
      return pacedFlow(
        (request) => socket.ask(request),
        next,
        everyMs,
        () => socket.close(),
      );
    },

    [Symbol.asyncDispose]: async () => {
      await Promise.all([curls[Symbol.asyncDispose](), sockets[Symbol.asyncDispose]()]);
      await hosts[Symbol.asyncDispose]();
    },
  };
}

/** By one run of the pool's, that goes back to it. */
async function ask<T extends CurlRun | SocketRun>(
  pool: IdlePool<T>,
  requests: readonly ProbeRequest[],
  probesMs: number,
  signal?: AbortSignal,
): Promise<ProbeResult[]> {
  if (signal?.aborted) return requests.map((request) => brokenResult(request, reasonOf(signal), Date.now()));
  const asked = pool.take();
  const stop = () => signal && asked.abort(reasonOf(signal));
  signal?.addEventListener('abort', stop);
  const results = await asked.send(requests, probesMs);
  signal?.removeEventListener('abort', stop);
  pool.give(asked);
  return results;
}

function sumOfTimeouts(requests: readonly ProbeRequest[]): number {
  const sum = requests.reduce((total, { timeoutMs }) => total + timeoutMs, 0);
  return Math.min(sum, PROBES_OF_ONE_EXEC_MS);
}

const isUdp = ({ target }: ProbeRequest) => target.protocol === 'UDP';
