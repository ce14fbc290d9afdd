import { type ApiRequest, requestText } from './api-request.ts';

/** One field that the server objects to. */
export interface FieldCause {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

interface Answer {
  readonly code?: number;
  readonly reason: string;
  readonly words: string;
  readonly transient: boolean;
  readonly causes?: readonly FieldCause[];
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A request to the API server that did not get what it asked for: an error status, or no whole answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly request: ApiRequest;
  /** HTTP status; none if no whole answer came. */
  readonly code: number | undefined;
  /** The server's machine-readable reason (`NotFound`, `Invalid`), or `no answer`. */
  readonly reason: string;
  /** The server's own words, or the network's. */
  readonly words: string;
  /** The fields that the server objects to; empty where it names none. */
  readonly causes: readonly FieldCause[];
  /** True if the same request may succeed later. */
  readonly transient: boolean;
  /** When the server wants to be asked again, in ms from its answer; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(request: ApiRequest, answer: Answer) {
    const status = answer.code === undefined ? answer.reason : `${answer.code} ${answer.reason}`;
    super(`${requestText(request)}: ${status}: ${answer.words}`, { cause: answer.cause });
    this.request = request;
    this.code = answer.code;
    this.reason = answer.reason;
    this.words = answer.words;
    this.causes = answer.causes ?? [];
    this.transient = answer.transient;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

export function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 404;
}

/** Undefined where the user may not do it. */
export async function unlessForbidden<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return undefined;
    throw error;
  }
}

/** The object was changed, or made, by somebody else in between. */
export function isConflict(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 409;
}

/** True for what may succeed if it is asked again: 429, 500, 502, 503, 504, and no whole answer. */
export function isTransient(error: unknown): error is ApiError {
  return error instanceof ApiError && error.transient;
}
