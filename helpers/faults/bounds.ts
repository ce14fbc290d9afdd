import { type PromiseBounds, promiseBounds } from '../bounds.ts';

/**
 * Shorter than what Kubernetes promises, so that a failure is known sooner: the ten controls show that a sound proxy follows within
 * this. Conditions are held to the promise itself.
 */
const FOLLOWED_WITHIN_MS = 6_000;

/** The cluster's own CoreDNS keeps a record for at most 5 s, what it lacks for as long. */
const RESOLVED_WITHIN_MS = 20_000;

export const FAULT_BOUNDS: PromiseBounds = {
  ...promiseBounds({}),
  'service-programmed': FOLLOWED_WITHIN_MS,
  'endpoints-programmed': FOLLOWED_WITHIN_MS,
  'name-resolved': RESOLVED_WITHIN_MS,
};
