import { expect, test } from '@jest/globals';
import { outcomeOfAttempts, outcomeOfErrno, outcomeOfStrerror } from './connect-error.ts';

/** By errno(3), getaddrinfo(3), and the words of glibc and musl. */
const TOLD = [
  ['ECONNREFUSED', 'refused', ['Connection refused']],
  ['ETIMEDOUT', 'timeout', ['Connection timed out', 'Operation timed out']],
  ['EHOSTUNREACH', 'unroutable', ['No route to host', 'Host is unreachable']],
  ['ENETUNREACH', 'unroutable', ['Network is unreachable', 'Network unreachable']],
  ['EHOSTDOWN', 'unroutable', ['Host is down']],
  ['ENETDOWN', 'unroutable', ['Network is down']],
  ['EPERM', 'unroutable', ['Operation not permitted']],
  ['EACCES', 'unroutable', ['Permission denied']],
  ['ENOTFOUND', 'unroutable', ['Name or service not known', 'Name does not resolve']],
  ['ENODATA', 'unroutable', ['No address associated with hostname', 'Name has no usable address']],
  ['ECONNRESET', 'stranger', ['Connection reset by peer']],
  ['EPIPE', 'stranger', ['Broken pipe']],
] as const;

test.each(TOLD)('%s is %s, by its code and by its words', (code, outcome, words) => {
  expect(outcomeOfErrno(code)).toBe(outcome);
  for (const each of words) expect(outcomeOfStrerror(each)).toBe(outcome);
});

test.each([
  ['EADDRNOTAVAIL', 'Cannot assign requested address'],
  ['EMFILE', 'Too many open files'],
  ['EAI_AGAIN', 'Temporary failure in name resolution'],
  ['', ''],
])('%j is about the client itself', (code, words) => {
  expect([outcomeOfErrno(code), outcomeOfStrerror(words)]).toEqual(['broken', 'broken']);
});

test('of several attempts the one decides that says most of who is there', () => {
  const bySay = ['broken', 'unroutable', 'refused', 'timeout', 'stranger'] as const;
  for (const [nth, outcome] of bySay.entries()) expect(outcomeOfAttempts(bySay.slice(0, nth + 1))).toBe(outcome);
  expect(outcomeOfAttempts([])).toBe('broken');
});
