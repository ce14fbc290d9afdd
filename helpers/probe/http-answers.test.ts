import { expect, test } from '@jest/globals';
import { isWholeAnswer, readAnswer, takeAnswer } from './http-answers.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 4\r\n\r\n';

test('an answer is taken when its head and as many bytes as it announces are there, and what follows is left', () => {
  const bytes = Buffer.from(`${HEAD}né.HTTP/1.1`);
  expect(takeAnswer(bytes)).toEqual({ answer: `${HEAD}né.`, rest: Buffer.from('HTTP/1.1') });
  const whole = Buffer.byteLength(`${HEAD}né.`);
  expect(takeAnswer(bytes.subarray(0, whole))?.rest).toHaveLength(0);
  for (const size of [0, 20, HEAD.length, whole - 1]) expect(takeAnswer(bytes.subarray(0, size))).toBeUndefined();
});

test('a length counts in any case of letters and spaces, and only in the head', () => {
  expect(takeAnswer(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length:1\r\n\r\nx'))?.answer).toMatch(/x$/);
  const ten = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789';
  expect(takeAnswer(Buffer.from(ten))?.answer).toBe(ten);
  const without = 'HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n\r\ncontent-length: 1\r\n\r\nx';
  expect(takeAnswer(Buffer.from(without))).toBeUndefined();
});

test.each([
  ['a whole one', `${HEAD}page`, { status: 200, body: 'page' }],
  ['of HTTP/1.0', 'HTTP/1.0 404 Not Found\r\n\r\n', { status: 404, body: '' }],
  ['cut within its head', 'HTTP/1.1 503 Busy\r\nServer: ng', { status: 503, body: '' }],
  ['with an empty line in its body', `${HEAD}a\r\n\r\nb`, { status: 200, body: 'a\r\n\r\nb' }],
  ['of another protocol', 'SSH-2.0 HTTP/1.1 200', { body: 'SSH-2.0 HTTP/1.1 200' }],
  ['that is empty', '', { body: '' }],
])('status and body of an answer %s', (_, text, expected) => {
  expect(readAnswer(text)).toEqual(expected);
});

const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding:chunked\r\n\r\n';
const UNTIL_CLOSED = 'HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n';
test.each([
  ['as long as it says', `${HEAD}page`, true],
  ['of as many bytes, in fewer letters', `${HEAD}néé`, true],
  ['shorter than it says', `${HEAD}pag`, false],
  ['shorter than it says, without a space', 'HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\npage', false],
  ['shorter than it says by tens', 'HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\npage', false],
  ['that ends with the connection', `${UNTIL_CLOSED}page`, true],
  ['whose body speaks of a length', `${UNTIL_CLOSED}\ncontent-length: 99`, true],
  ['in chunks, to the last', `${CHUNKED}4\r\npage\r\n0\r\n\r\n`, true],
  ['in chunks, cut', `${CHUNKED}4\r\npage\r\n`, false],
  ['whose body speaks of chunks', `${HEAD}\ntransfer-encoding: chunked`, true],
  ['cut within its head', 'HTTP/1.1 200 OK\r\nServer: nginx\r\n', false],
  ['of another protocol', 'SSH-2.0-OpenSSH\r\n\r\n', false],
])('an answer %s: is it whole? %s', (_, text, whole) => {
  expect(isWholeAnswer(text)).toBe(whole);
});
