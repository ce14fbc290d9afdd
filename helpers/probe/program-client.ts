import { EXEC_OPEN_MS, EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { brokenResult } from './broken-result.ts';
import { IdlePool } from './idle-pool.ts';
import { pacedFlow } from './paced-flow.ts';
import type { Client, ProbeRequest } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { ProgramSession } from './program-session.ts';
import { Programs } from './programs.ts';
import type { RunProgram } from './run-program.ts';
import { SocketBatch } from './socket-batch.ts';
import { SOCKET_COMMAND } from './socket-program.ts';
import { trialBy } from './trial.ts';

/** The probes of one call together may take this long, however many they are: what comes later is `broken`. */
const PROBES_OF_ONE_EXEC_MS = 180_000;

/** An exec costs more than all the probes of a sample, so it is kept for the next ones; so long, in ms. */
const IDLE_MS = 60_000;

type Place = Pick<Client, 'kind' | 'name' | 'node' | 'address' | 'repeat'>;

/**
 * A client wherever programs can be run. All probes of a call go through one run of CURL_COMMAND, and of SOCKET_COMMAND where some
 * are over UDP; those of a stream, and of a flow, go through one run of SOCKET_COMMAND. Runs are kept for later calls and streams.
 */
export function programClient(place: Place, run: RunProgram, nonce: string): Client {
  const pool = new IdlePool(() => new Programs(place.name, run, nonce, RUN_DEADLINE_MS), IDLE_MS);
  const ask = async (how: 'send' | 'sendPlain', requests: readonly ProbeRequest[], signal?: AbortSignal) => {
    const programs = pool.take();
    const stop = () => programs.abort(String(Object(signal?.reason).message ?? signal?.reason));
    signal?.addEventListener('abort', stop);
    const sent = programs[how](requests, sumOfTimeouts(requests));
    if (signal?.aborted) stop();
    const results = await sent;
    signal?.removeEventListener('abort', stop);
    pool.give(programs);
    return results;
  };
  const probe: Client['probe'] = (requests, signal) => ask('send', requests, signal);
  return {
    ...place,
    probe,
    look: (requests, signal) => ask('sendPlain', requests, signal),
    // By curl, whose local ports are chosen: bash's would come back, and some of a trial's lead nowhere for minutes.
    trial: trialBy(probe),

    stream(first, everyMs) {
      const programs = pool.take();
      const started = programs.stream(first, everyMs);
      let stopped: ReturnType<typeof started.stop> | undefined;
      const stop = () => {
        stopped ??= started.stop().finally(() => pool.give(programs));
        return stopped;
      };
      return {
        get results() {
          return started.results;
        },
        stop,
        [Symbol.asyncDispose]: async () => {
          await stop();
        },
      };
    },

    flow(next, everyMs) {
      const session = new ProgramSession(run, SOCKET_COMMAND, RUN_DEADLINE_MS);
      const clock = new ProgramClock();
      const ask = async (request: ProbeRequest) => {
        const batch = new SocketBatch('flow', [request], nonce, clock);
        const [result] = await session.send(batch, EXEC_OPEN_MS + EXEC_RUN_MS + request.timeoutMs);
        return { result: result ?? brokenResult(request, 'no result', Date.now()), over: batch.over };
      };
      return pacedFlow(ask, next, everyMs, () => session.close(EXEC_RUN_MS));
    },

    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

function sumOfTimeouts(requests: readonly ProbeRequest[]): number {
  const sum = requests.reduce((total, { timeoutMs }) => total + timeoutMs, 0);
  return Math.min(sum, PROBES_OF_ONE_EXEC_MS);
}
