import { ASKED_MS } from '../bounds.ts';
import { isNotFound } from './api-error.ts';
import { eventually } from './eventually.ts';

/**
 * Asks for the deletion of an object, again where the server could not take the request, and does not wait for its end. What is
 * not there is fine. @throws {ApiError} at once on what stays wrong; {WaitTimedOut}.
 */
export async function askDeletion(
  what: string,
  remove: (signal: AbortSignal) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  await eventually(
    `delete ${what}`,
    async (stop) => {
      try {
        await remove(stop);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
    { within: ASKED_MS, signal },
  );
}
