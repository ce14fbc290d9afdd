import { afterConnecting, type Judgement, TOO_LONG } from './answer.ts';
import { outcomeOfAttempts, outcomeOfStrerror } from './connect-error.ts';

/** Exit codes of curl (man curl, EXIT CODES). */
const COULD_NOT_RESOLVE = 6;
const COULD_NOT_CONNECT = 7;
const TIMED_OUT = 28;
const NO_LOCAL_PORT = 45;
const FILE_SIZE_EXCEEDED = 63;
/** 1: no HTTP (HTTP/0.9), 8: odd answer, 16: HTTP/2 framing, 18: cut, 52: empty, 55/56: connection lost, 61: encoding. */
const CUT_ANSWER = [1, 8, 16, 18, 52, 55, 56, 61];

/**
 * One attempt in the trace of `curl --verbose`. curl's error message itself has not named the errno since 7.86
 * ("Couldn't connect to server"); these lines still do, the second where connect(2) failed at once:
 * `connect to 10.0.0.1 port 80 [from 10.0.0.2 port 4711] failed: Connection refused` and
 * `Immediate connect fail for 10.0.0.1: Network is unreachable`.
 */
const FAILED_ATTEMPT = /^\* +(?:connect to .+ failed|Immediate connect fail for .+): (.+)$/gm;

interface CurlFailure {
  readonly exitCode: number;
  readonly message: string;
  /** What `--verbose` wrote about this transfer; undefined if it did not come. */
  readonly trace: string | undefined;
  readonly connected: boolean;
}

/** Judges a transfer that curl ended with an exit code other than 0. */
export function classifyCurl({ exitCode, message, trace, connected }: CurlFailure): Judgement {
  const words = `${message} (curl exit code ${exitCode})`;
  switch (exitCode) {
    case COULD_NOT_RESOLVE:
      // curl does not tell a name that is unknown from a resolver that failed: either way the name led nowhere.
      return { outcome: 'unroutable', detail: words };
    case COULD_NOT_CONNECT:
      return couldNotConnect(words, trace);
    case TIMED_OUT:
      return { outcome: 'timeout', detail: connected ? `accepted the connection, then: ${words}` : words };
    case FILE_SIZE_EXCEEDED:
      return afterConnecting(TOO_LONG);
    case NO_LOCAL_PORT:
      return { outcome: 'broken', detail: words, noLocalPort: true };
  }
  if (connected && CUT_ANSWER.includes(exitCode)) return afterConnecting(words);
  return { outcome: 'broken', detail: words };
}

function couldNotConnect(words: string, trace: string | undefined): Judgement {
  if (trace === undefined) return { outcome: 'broken', detail: `${words}: the trace that says why did not come` };
  // A connection that was not made brought no bytes, so nobody else can have written these lines.
  const reasons = [...trace.matchAll(FAILED_ATTEMPT)].map(([, reason]) => (reason ?? '').trim());
  const outcome = outcomeOfAttempts(reasons.map(outcomeOfStrerror));
  const detail = `${words}: ${[...new Set(reasons)].join('; ') || 'its trace names no reason'}`;
  return outcome === 'stranger' ? afterConnecting(detail) : { outcome, detail };
}
