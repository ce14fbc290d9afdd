import { expect, test } from '@jest/globals';
import { classifyCurl } from './classify-curl.ts';

const GENERIC = 'Failed to connect to 10.0.0.1 port 80 after 0 ms: Could not connect to server';
const couldNotConnect = (trace: string | undefined) =>
  classifyCurl({ exitCode: 7, message: GENERIC, trace, connected: false });

test.each([
  ['* connect to 10.0.0.1 port 80 failed: Connection refused', 'refused'],
  ['* connect to 10.0.0.1 port 80 from 10.0.0.2 port 4711 failed: Connection refused', 'refused'],
  ['* connect to fd00::1 port 80 from fd00::2 port 4711 failed: Connection refused', 'refused'],
  ['* connect to 10.0.0.1 port 80 failed: No route to host', 'unroutable'],
  ['* connect to 10.0.0.1 port 80 from 10.0.0.2 port 4711 failed: Host is unreachable', 'unroutable'],
  ['* Immediate connect fail for 10.0.0.1: Network is unreachable', 'unroutable'],
  ['* Immediate connect fail for fd00::1: Network unreachable', 'unroutable'],
  ['* Immediate connect fail for 10.0.0.1: Permission denied', 'unroutable'],
  ['* Immediate connect fail for 10.0.0.1: Operation not permitted', 'unroutable'],
  ['* connect to 10.0.0.1 port 80 failed: Connection timed out', 'timeout'],
  ['* connect to 10.0.0.1 port 80 failed: Operation timed out', 'timeout'],
  ['* Immediate connect fail for ::1: Cannot assign requested address', 'broken'],
  ['* Immediate connect fail for ::1: Address not available', 'broken'],
])('a connection that failed with the trace %j', (line, outcome) => {
  const reason = line.split(': ').at(-1);
  const trace = `*   Trying 10.0.0.1:80...\n${line}\n* ${GENERIC}\n* Closing connection 0`;
  expect(couldNotConnect(trace)).toEqual({ outcome, detail: `${GENERIC} (curl exit code 7): ${reason}` });
});

test('a reset before the connection was reported means that somebody had accepted it', () => {
  expect(couldNotConnect('* connect to 10.0.0.1 port 80 failed: Connection reset by peer')).toEqual({
    outcome: 'stranger',
    detail: `accepted the connection, then: ${GENERIC} (curl exit code 7): Connection reset by peer`,
  });
});

test('the carriage return of a terminal is no part of a reason', () => {
  const refused = couldNotConnect('* connect to 10.0.0.1 port 80 failed: Connection refused \r\n');
  expect(refused).toEqual({ outcome: 'refused', detail: `${GENERIC} (curl exit code 7): Connection refused` });
});

test('of a name with two addresses the silent one decides', () => {
  const trace =
    '* Immediate connect fail for fd00::1: Network is unreachable\n* connect to 10.0.0.1 port 80 failed: Connection timed out';
  expect(couldNotConnect(trace)).toEqual({
    outcome: 'timeout',
    detail: `${GENERIC} (curl exit code 7): Network is unreachable; Connection timed out`,
  });
});

test('without a reason in the trace, or without the trace, nothing is guessed', () => {
  expect(couldNotConnect(`* ${GENERIC}`)).toEqual({
    outcome: 'broken',
    detail: `${GENERIC} (curl exit code 7): its trace names no reason`,
  });
  expect(couldNotConnect(undefined)).toEqual({
    outcome: 'broken',
    detail: `${GENERIC} (curl exit code 7): the trace that says why did not come`,
  });
});

test.each([
  [6, false, 'unroutable', 'words (curl exit code 6)'],
  [28, false, 'timeout', 'words (curl exit code 28)'],
  [28, true, 'timeout', 'accepted the connection, then: words (curl exit code 28)'],
  [1, true, 'stranger', 'accepted the connection, then: words (curl exit code 1)'],
  [18, true, 'stranger', 'accepted the connection, then: words (curl exit code 18)'],
  [52, true, 'stranger', 'accepted the connection, then: words (curl exit code 52)'],
  [56, true, 'stranger', 'accepted the connection, then: words (curl exit code 56)'],
  [63, true, 'stranger', 'accepted the connection, then: its answer is longer than 65536 bytes'],
  [1, false, 'broken', 'words (curl exit code 1)'],
  [23, true, 'broken', 'words (curl exit code 23)'],
  [27, true, 'broken', 'words (curl exit code 27)'],
] as const)('exit code %i, connected %s: %s', (exitCode, connected, outcome, detail) => {
  expect(classifyCurl({ exitCode, message: 'words', trace: '', connected })).toEqual({ outcome, detail });
});

test('only whole lines of curl itself give a reason, whatever stands before and behind it in them', () => {
  const refused = 'connect to 10.0.0.1 port 80 failed: Connection refused';
  expect(couldNotConnect(`*   ${refused}\r\n`)).toMatchObject({ outcome: 'refused' });
  for (const line of [` * ${refused}`, `x* ${refused}`, refused]) {
    expect(couldNotConnect(line)).toMatchObject({ outcome: 'broken' });
  }
});

test('a probe that had no local port was not made, and may be given others', () => {
  const failure = { exitCode: 45, message: 'bind failed: Address already in use', trace: '', connected: false };
  expect(classifyCurl(failure)).toEqual({
    outcome: 'broken',
    detail: 'bind failed: Address already in use (curl exit code 45)',
    noLocalPort: true,
  });
});
