import { afterConnecting, type Judgement } from './answer.ts';
import { outcomeOfAttempts, outcomeOfErrno } from './connect-error.ts';

/** Codes for an answer that is cut, closed or no HTTP; undici 8.12 gives its parser's errors a name but no code. */
const CUT_ANSWER =
  /^(HTTPParserError|HPE_\w+|UND_ERR_(SOCKET|RES_\w+|HEADERS_OVERFLOW)|ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH)$/;
const SILENCE = /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/;

/** Errors are told by their shape: those of another realm (a Jest sandbox, a worker) are no instances of this one's Error. */
interface ErrorShape {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  /** Of an AggregateError. */
  readonly errors?: unknown;
}

/** The error itself, the causes behind it, and the parts of each AggregateError. */
function withCauses(error: unknown, seen: Set<ErrorShape> = new Set()): Set<ErrorShape> {
  if (typeof error !== 'object' || error === null || seen.has(error)) return seen;
  const { cause, errors }: ErrorShape = error;
  seen.add(error);
  withCauses(cause, seen);
  if (Array.isArray(errors)) for (const part of errors) withCauses(part, seen);
  return seen;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Judges what undici threw; `connected` says whether the connection had come to be. */
export function classifyUndici(error: unknown, connected: boolean): Judgement {
  const errors = [...withCauses(error)];
  const signs = errors.flatMap(({ code, name }) => [code, name]).filter(isText);
  const words = [...new Set(errors.map(({ message }) => message).filter(isText))].join('; ') || String(error);

  if (signs.some((sign) => SILENCE.test(sign))) {
    return { outcome: 'timeout', detail: connected ? `accepted the connection, then: ${words}` : words };
  }
  if (connected && signs.some((sign) => CUT_ANSWER.test(sign))) return afterConnecting(words);
  if (connected) return { outcome: 'broken', detail: words };
  const outcome = outcomeOfAttempts(signs.map(outcomeOfErrno));
  return outcome === 'stranger' ? afterConnecting(words) : { outcome, detail: words };
}
