/** When each of many Services was first answered on one node, by one stream of probes: an exec for each would take longer than what it measures. */
import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import type { Backend } from '../expect/backend.ts';
import { HeldUp } from '../expect/inconclusive.ts';
import { answeredBy } from '../expect/probe-rules.ts';
import { eventually, NotYet, WaitTimedOut } from '../kube/eventually.ts';
import { brokenResult } from '../probe/broken-result.ts';
import { pacedStream } from '../probe/paced-stream.ts';
import type { Client, ProbeRequest, ProbeStream, Target } from '../probe/probe.ts';
import { tokens } from '../probe/token.ts';

/** Pause between two probes, and the limit of each; both make a latency look longer, never shorter. In ms. */
const PROBE_EVERY_MS = 10;
const LOOK_MS = 300;

interface Answers {
  readonly latenciesMs: number[];
  /** The first that was not answered, if one was not: whoever comes behind it was not asked. */
  readonly unanswered: Target[];
  /** The last probe's outcome and words. */
  readonly last: string;
}

export interface FirstAnswers extends AsyncDisposable {
  /** Adds a target, of a Service that was created at `createdAt`, in ms since the epoch. */
  add(target: Target, createdAt: number): void;
  /**
   * Waits until all that were added were answered, `within` ms at most, and stops.
   * @throws {HeldUp} where a probe could not be made, and where time was over before one that is left was asked for long enough.
   */
  stop(within: number, signal: AbortSignal): Promise<Answers>;
}

/** Asks the oldest unanswered target, again and again; `idle` is asked while there is none. */
export function firstAnswers(client: Client, idle: Target, backends: readonly Backend[], nonce: string): FirstAnswers {
  const token = tokens(nonce);
  const ours = answeredBy(backends);
  const pending: { readonly target: Target; readonly createdAt: number }[] = [];
  const latenciesMs: number[] = [];
  let seen = 0;
  const take = (results: ProbeStream['results']) => {
    for (; seen < results.length; seen += 1) {
      const result = results[seen];
      const [oldest] = pending;
      if (!result || result.request.target !== oldest?.target || !ours.holds(result)) continue;
      latenciesMs.push(Math.max(0, Math.round(result.sentAt - oldest.createdAt)));
      pending.shift();
    }
  };
  let stream: ProbeStream | undefined;
  const next = () => {
    if (stream) take(stream.results);
    return { target: pending[0]?.target ?? idle, token: token(), timeoutMs: LOOK_MS };
  };
  const look = async (request: ProbeRequest) => {
    const [result] = await client.look([request]);
    return result ?? brokenResult(request, 'no result', Date.now());
  };
  const started = pacedStream(look, next, PROBE_EVERY_MS);
  stream = started;
  return {
    add: (target, createdAt) => pending.push({ target, createdAt }),
    async stop(within, signal) {
      const look = async () => {
        take(started.results);
        if (pending.length > 0) throw new NotYet(`${pending.length} Services not answered yet`);
      };
      await eventually('first answers', look, { within, signal }).catch((error: unknown) => {
        if (!(error instanceof WaitTimedOut)) throw error;
      });
      const results = await started.stop();
      take(results);
      const broken = results.find(({ outcome }) => outcome === 'broken');
      if (broken) throw new HeldUp(`${client.name}: a probe could not be made: ${broken.detail}`);
      const [oldest] = pending;
      const asked = results.filter(({ request }) => request.target === oldest?.target);
      const askedForMs = (asked.at(-1)?.sentAt ?? 0) - (asked[0]?.sentAt ?? 0);
      if (oldest && askedForMs < PROBE_TIMEOUT_MS) {
        const came = `${latenciesMs.length} of ${latenciesMs.length + pending.length} Services`;
        throw new HeldUp(`${client.name}: only ${came} could be asked in the time for it`);
      }
      const { outcome = 'none', detail = '' } = results.at(-1) ?? {};
      return { latenciesMs, unanswered: oldest ? [oldest.target] : [], last: `${outcome} ${detail}`.trim() };
    },
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  };
}
