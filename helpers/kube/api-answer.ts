/** Turns what came back from the API server, or from the network instead, into an ApiError. */
import { STATUS_CODES } from 'node:http';
import type { V1Status } from '@kubernetes/client-node';
import { ApiError } from './api-error.ts';
import type { ApiRequest } from './api-request.ts';

const TRANSIENT_CODES = [429, 500, 502, 503, 504];

/** The server answers an apply with an unknown field with a 500, though the same request fails for ever. */
const NEVER_TRANSIENT = /^failed to create typed patch object/;

/** A foreign or cut body is quoted up to here, in characters. */
const QUOTE_LIMIT = 200;

/** @param retryAfter the header of that name, in seconds. */
export function errorFromAnswer(request: ApiRequest, code: number, body: string, retryAfter = ''): ApiError {
  const status = parseStatus(body);
  const words = oneLine(status?.message ?? '') || quote(body) || 'empty answer';
  return new ApiError(request, {
    code,
    reason: status?.reason || (STATUS_CODES[code] ?? 'unknown status'),
    words,
    transient: TRANSIENT_CODES.includes(code) && !NEVER_TRANSIENT.test(words),
    causes: (status?.details?.causes ?? []).map(({ field = '', reason = '', message = '' }) => ({
      field,
      reason,
      message,
    })),
    retryAfterMs: /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : undefined,
    cause: status ?? body,
  });
}

export function errorFromNetwork(request: ApiRequest, error: unknown): ApiError {
  const { code, message = '', name } = Object(rootOf(error));
  // A certificate that is not trusted now is not trusted later.
  const final = /CERT|SIGNED|TLS|SSL/.test(String(code ?? ''));
  const words = oneLine(message) || code || name || String(error);
  return new ApiError(request, { reason: 'no answer', words, transient: !final, cause: error });
}

/** For an answer whose JSON ends too early. */
export function errorFromCutJson(request: ApiRequest, body: string, cause: unknown): ApiError {
  const words = `answer is not whole JSON: ${quote(body) || 'empty'}`;
  return new ApiError(request, { reason: 'no answer', words, transient: true, cause });
}

function parseStatus(body: string): V1Status | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return Object(value).kind === 'Status' ? (value as V1Status) : undefined;
  } catch {
    return undefined;
  }
}

/** fetch says only `fetch failed`; what happened is at the end of its causes. No instanceof: under Jest, Node's errors are of another realm. */
function rootOf(error: unknown): unknown {
  const { cause, errors } = Object(error);
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  return inner === undefined ? error : rootOf(inner);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function quote(body: string): string {
  const line = oneLine(body);
  return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT)}…` : line;
}
