import type { Outcome } from './probe.ts';

/**
 * What a connect(2), send(2) or recv(2) that failed says about the network, by errno, or a name that could not be resolved, by
 * Node's code; the words are glibc's and musl's. Any other errno is about the client itself (EADDRNOTAVAIL: no free port or no
 * address of that family; EMFILE; EINVAL), and EAI_AGAIN about its resolver: `broken`.
 * ECONNRESET and EPIPE are no refusal: an RST in answer to the SYN is ECONNREFUSED, so here somebody had accepted.
 */
const CONNECT_ERRORS: readonly { code: string; words: readonly string[]; outcome: Outcome }[] = [
  { code: 'ECONNREFUSED', words: ['Connection refused'], outcome: 'refused' },
  { code: 'ETIMEDOUT', words: ['Connection timed out', 'Operation timed out'], outcome: 'timeout' },
  { code: 'EHOSTUNREACH', words: ['No route to host', 'Host is unreachable'], outcome: 'unroutable' },
  { code: 'ENETUNREACH', words: ['Network is unreachable', 'Network unreachable'], outcome: 'unroutable' },
  { code: 'EHOSTDOWN', words: ['Host is down'], outcome: 'unroutable' },
  { code: 'ENETDOWN', words: ['Network is down'], outcome: 'unroutable' },
  { code: 'EPERM', words: ['Operation not permitted'], outcome: 'unroutable' },
  { code: 'EACCES', words: ['Permission denied'], outcome: 'unroutable' },
  { code: 'ENOTFOUND', words: ['Name or service not known', 'Name does not resolve'], outcome: 'unroutable' },
  {
    code: 'ENODATA',
    words: ['No address associated with hostname', 'Name has no usable address'],
    outcome: 'unroutable',
  },
  { code: 'ECONNRESET', words: ['Connection reset by peer'], outcome: 'stranger' },
  { code: 'EPIPE', words: ['Broken pipe'], outcome: 'stranger' },
];

/** A name may have several addresses: one that accepted decides, then one that stayed silent, then one that refused. */
const WEIGHT: readonly Outcome[] = ['stranger', 'timeout', 'refused', 'unroutable', 'broken'];

export function outcomeOfErrno(code: string): Outcome {
  return CONNECT_ERRORS.find((error) => error.code === code)?.outcome ?? 'broken';
}

export function outcomeOfStrerror(words: string): Outcome {
  return CONNECT_ERRORS.find((error) => error.words.includes(words))?.outcome ?? 'broken';
}

/** The outcome of a connection whose every attempt failed; `broken` if there was none. */
export function outcomeOfAttempts(attempts: readonly Outcome[]): Outcome {
  return WEIGHT.find((outcome) => attempts.includes(outcome)) ?? 'broken';
}
