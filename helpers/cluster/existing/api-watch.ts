import { type Kube, withSignal } from '../../kube/client.ts';
import { type Clock, systemClock } from '../../kube/clock.ts';

/** Pace of asking, and for how long it may stay without an answer, as it does while a control plane is upgraded: in ms. */
const ASK_EVERY_MS = 5_000;
export const API_AWAY_MS = 45_000;

export interface ApiGone {
  /** Since when nothing that was asked has been answered. */
  readonly since: Date;
  /** The last thing that came instead, in one line. */
  readonly why: string;
}

/** Resolves once the API server has not answered for API_AWAY_MS; never, if the signal aborts before. */
export async function apiGone(kube: Kube, signal: AbortSignal, clock: Clock = systemClock): Promise<ApiGone> {
  let answered = { at: clock.now(), date: new Date() };
  for (;;) {
    const why = await kube.version.getCode(withSignal(signal)).then(
      () => undefined,
      (error: Error) => error.message,
    );
    // Nobody waits for it any more, so that it need not end.
    if (signal.aborted) return new Promise(() => {});
    if (why === undefined) answered = { at: clock.now(), date: new Date() };
    else if (clock.now() - answered.at >= API_AWAY_MS) return { since: answered.date, why };
    await clock.sleep(ASK_EVERY_MS, signal);
  }
}
