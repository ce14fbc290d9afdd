import { expect, test } from '@jest/globals';
import { errors } from 'undici';
import { classifyUndici } from './classify-undici.ts';

const failed = (code: string, message = code) => Object.assign(new Error(message), { code });

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unroutable'],
  ['ENETUNREACH', 'unroutable'],
  ['EPERM', 'unroutable'],
  ['EACCES', 'unroutable'],
  ['ENOTFOUND', 'unroutable'],
  ['EAI_AGAIN', 'broken'],
  ['EADDRNOTAVAIL', 'broken'],
  ['EMFILE', 'broken'],
  ['ESOMETHING', 'broken'],
])('%s before the connection was made: %s', (code, outcome) => {
  expect(classifyUndici(failed(code), false)).toEqual({ outcome, detail: code });
});

test.each([
  ['ECONNRESET', 'stranger', 'accepted the connection, then: ECONNRESET'],
  ['EPIPE', 'stranger', 'accepted the connection, then: EPIPE'],
  ['HPE_INVALID_CONSTANT', 'stranger', 'accepted the connection, then: HPE_INVALID_CONSTANT'],
  [
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    'stranger',
    'accepted the connection, then: UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  ['ETIMEDOUT', 'timeout', 'accepted the connection, then: ETIMEDOUT'],
  ['ENOBUFS', 'broken', 'ENOBUFS'],
  ['UND_ERR_INVALID_ARG', 'broken', 'UND_ERR_INVALID_ARG'],
])('%s after the connection was made: %s', (code, outcome, detail) => {
  expect(classifyUndici(failed(code), true)).toEqual({ outcome, detail });
});

test('a reset before the connection was reported means that somebody had accepted it', () => {
  expect(classifyUndici(failed('ECONNRESET', 'read ECONNRESET'), false)).toEqual({
    outcome: 'stranger',
    detail: 'accepted the connection, then: read ECONNRESET',
  });
});

test('undici’s own errors', () => {
  expect(classifyUndici(new errors.SocketError('other side closed'), true)).toEqual({
    outcome: 'stranger',
    detail: 'accepted the connection, then: other side closed',
  });
  expect(classifyUndici(new errors.ConnectTimeoutError('Connect Timeout Error'), false)).toEqual({
    outcome: 'timeout',
    detail: 'Connect Timeout Error',
  });
});

test('the reason lies behind a cause, or in the parts of an AggregateError', () => {
  const parts = [failed('ENETUNREACH', 'connect ENETUNREACH fd00::1'), failed('ECONNREFUSED', 'connect ECONNREFUSED')];
  const error = new Error('fetch failed', { cause: new AggregateError(parts) });
  expect(classifyUndici(error, false)).toEqual({
    outcome: 'refused',
    detail: 'fetch failed; connect ENETUNREACH fd00::1; connect ECONNREFUSED',
  });
});

test('what is no error, or is its own cause, says nothing', () => {
  expect(classifyUndici('words', false)).toEqual({ outcome: 'broken', detail: 'words' });
  const loop = new Error('loop');
  loop.cause = loop;
  expect(classifyUndici(loop, true)).toEqual({ outcome: 'broken', detail: 'loop' });
});

test('what a connection in use fails by is no refusal, and what nobody knows is evidence of nothing', () => {
  for (const code of ['ECONNREFUSED', 'ESOMETHING', 'XECONNRESET', 'EPIPEX', 'XETIMEDOUT', 'ETIMEDOUTX']) {
    expect(classifyUndici(failed(code), true)).toEqual({ outcome: 'broken', detail: code });
  }
});

test('causes and parts that are no errors are passed over', () => {
  const parts = Object.assign(failed('ECONNREFUSED'), {
    cause: null,
    errors: [null, undefined, 7, { message: 7, code: 7 }],
  });
  expect(classifyUndici(parts, false)).toEqual({ outcome: 'refused', detail: 'ECONNREFUSED' });
  expect(classifyUndici(null, false)).toEqual({ outcome: 'broken', detail: 'null' });
});
