import { ASKED_MS } from '../bounds.ts';
import { isNotFound } from './api-error.ts';
import { eventually, unlessConflict } from './eventually.ts';

export interface CreateCalls<T> {
  readonly create: (signal: AbortSignal) => Promise<T>;
  readonly read: (signal: AbortSignal) => Promise<T>;
}

/**
 * Creates an object whose name nobody else would take. A server that could not take the request is asked again; but where it may have
 * created the object all the same, it is first asked for that: a second creation would be refused for what the first has taken.
 * @throws {ApiError} at once on what stays wrong; {WaitTimedOut}.
 */
export async function createOnce<T>(what: string, { create, read }: CreateCalls<T>, signal?: AbortSignal): Promise<T> {
  let asked = false;
  const { value } = await eventually(
    `create ${what}`,
    async (stop) => {
      const there = asked ? await read(stop).catch(unlessThere) : undefined;
      if (there) return there;
      const before = asked;
      asked = true;
      const creating = create(stop);
      return before ? unlessConflict(creating) : creating;
    },
    { within: ASKED_MS, signal },
  );
  return value;
}

function unlessThere(error: unknown): undefined {
  if (!isNotFound(error)) throw error;
}
