/** What may happen to a request on its way to the API server and back, and the plan by which it does. */
export const TROUBLE_KINDS = ['delay', 'cut', 'busy', 'error', 'half'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** One request's trouble. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** Whether the server gets the request all the same: a `cut` or an `error` then hides what it did. */
  readonly reachesServer: boolean;
  /** How far: from 0 to 1, of the longest delay, or of the life of a cut exec. */
  readonly share: number;
}

export interface TroublePlan {
  /** A whole number: the same one plans the same troubles, request by request. */
  readonly seed: number;
  readonly kinds: readonly TroubleKind[];
  /** Of all requests, from 0 to 1. */
  readonly share: number;
}

/** Calls for the next request's trouble; undefined where it has none. */
export function plannedTroubles({ seed, kinds, share }: TroublePlan): () => Trouble | undefined {
  const random = mulberry32(seed);
  return () => {
    // Always as many numbers a request, so that one request's trouble does not move the next one's.
    const [meets, which, reaches, far] = [random(), random(), random(), random()];
    const kind = kinds[Math.floor(which * kinds.length)];
    return meets < share && kind ? { kind, reachesServer: reaches < 0.5, share: far } : undefined;
  };
}

/** Tommy Ettinger's generator: numbers from 0 to 1, enough for a plan. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
