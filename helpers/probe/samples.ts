import { MISS_CHANCE } from '../bounds.ts';

/** A share further from its mean comes by chance about once in 1.7 million. */
const SIGMAS = 5;

/** So that even with one backend a data path that loses every second connection shows with a chance of 99.9 %. */
const FEWEST_SAMPLES = 10;

/**
 * How many samples see every one of `backends` equally likely backends, but for a chance of at most `missChance`:
 * N·((N-1)/N)^k ≤ p, solved for k.
 */
export function samplesToSeeAll(backends: number, missChance: number = MISS_CHANCE): number {
  checkBackends(backends);
  if (!(missChance > 0 && missChance < 1)) throw new RangeError(`a chance lies between 0 and 1, not at ${missChance}`);
  if (backends === 1) return FEWEST_SAMPLES;
  const samples = Math.log(backends / missChance) / Math.log(backends / (backends - 1));
  return Math.max(FEWEST_SAMPLES, Math.ceil(samples));
}

/** Chance, at most, that so many samples miss one of equally likely backends (union bound). */
export function chanceToMiss(backends: number, samples: number): number {
  checkBackends(backends);
  return Math.min(1, backends * ((backends - 1) / backends) ** samples);
}

/** Bounds of one backend's connections, both included, where each of `samples` takes one of `backends` at random. */
export function shareAtRandom(backends: number, samples: number): { readonly from: number; readonly to: number } {
  checkBackends(backends);
  const mean = samples / backends;
  const spread = SIGMAS * Math.sqrt(mean * (1 - 1 / backends));
  return { from: Math.ceil(mean - spread), to: Math.floor(mean + spread) };
}

function checkBackends(backends: number): void {
  if (!Number.isInteger(backends) || backends < 1) throw new RangeError(`there is no sample of ${backends} backends`);
}
