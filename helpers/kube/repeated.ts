import { HttpMethod, type RequestContext } from '@kubernetes/client-node';
import { ApiError, isTransient } from './api-error.ts';
import { systemClock } from './clock.ts';

/** A request is sent so often at most: a server that is away for longer is waited for by whoever knows how long that is worth. */
const TRIES = 4;

/** Pause before the first repetition, in ms, where the server names none; it doubles. */
const FIRST_PAUSE_MS = 100;

/** The server may ask for a longer pause, in ms; then whoever asked is told at once. */
const LONGEST_PAUSE_MS = 5_000;

const BUSY = 429;

/**
 * Sends again what the server could not take or answer, as long as that asks for nothing twice: reading, dry runs and reviews; and
 * whatever it refused as too much (429), which it has not begun. Nothing is sent again once `signal` aborts.
 */
export async function repeated<T>(request: RequestContext, send: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await send();
    } catch (error) {
      const pause = pauseAfter(error, tried);
      if (tried >= TRIES || pause > LONGEST_PAUSE_MS || !mayRepeat(request, error)) throw error;
      if (!signal.aborted) await systemClock.sleep(pause, signal);
      if (signal.aborted) throw error;
    }
  }
}

function pauseAfter(error: unknown, tried: number): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  return asked ?? FIRST_PAUSE_MS * 2 ** (tried - 1);
}

function mayRepeat(request: RequestContext, error: unknown): boolean {
  if (!isTransient(error)) return false;
  if (error.code === BUSY || request.getHttpMethod() === HttpMethod.GET) return true;
  const { pathname, searchParams } = new URL(request.getUrl());
  return searchParams.has('dryRun') || pathname.startsWith('/apis/authorization.k8s.io/');
}
