import { PassThrough, type Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { RUN_DEADLINE_MS } from '../bounds.ts';
import type { ProgramEnd, RunProgram } from './run-program.ts';
import { SocketHosts } from './socket-hosts.ts';

/** What an exec that has no session is kept for here, in ms. */
const IDLE_MS = 30;

interface Exec {
  readonly stdin: Readable;
  /** Ends a session of it, by its number. */
  readonly endOf: (session: number) => void;
  readonly breaks: (words: string) => void;
}

/** Execs in which sessions do nothing, and each of which ends once its input does. */
function execs() {
  const begun: Exec[] = [];
  const run: RunProgram = (_command, stdin, onStdout) => {
    const { promise, resolve, reject } = Promise.withResolvers<ProgramEnd>();
    const breaks = (words: string) => reject(new Error(words));
    begun.push({ stdin, endOf: (session) => onStdout(`${session}\n`), breaks });
    stdin.on('end', () => resolve({ exitCode: 0, stderr: '' })).resume();
    return promise;
  };
  const hosts = new SocketHosts(run, IDLE_MS);
  const session = () => hosts.start(new PassThrough(), () => {}, 60_000, new AbortController().signal);
  const ended = () => begun.map(({ stdin }) => stdin.readableEnded || stdin.destroyed);
  return { begun, hosts, session, ended };
}

const { now } = performance;
const at = (ms: number) => Object.assign(performance, { now: () => ms });
afterEach(() => void Object.assign(performance, { now }));

test('sessions share an exec, which is kept for a while after the last one', async () => {
  const { begun, session, ended } = execs();
  const both = [session(), session()];
  begun[0]?.endOf(1);
  await both[0];
  await sleep(3 * IDLE_MS);
  expect(ended()).toEqual([false]);
  begun[0]?.endOf(2);
  await both[1];
  const third = session();
  await sleep(3 * IDLE_MS);
  expect(ended()).toEqual([false]);
  begun[0]?.endOf(3);
  await third;
  await sleep(3 * IDLE_MS);
  expect(ended()).toEqual([true]);
  const fourth = session();
  expect(begun).toHaveLength(2);
  begun[1]?.endOf(1);
  await fourth;
});

test('one that could end before a session may is given none, and closed after its last at once', async () => {
  const { begun, session, ended } = execs();
  const openedAt = 3 * RUN_DEADLINE_MS;
  at(openedAt);
  const old = session();
  at(openedAt + RUN_DEADLINE_MS - 1);
  const another = session();
  expect(begun).toHaveLength(1);
  at(openedAt + RUN_DEADLINE_MS);
  const young = session();
  expect(begun).toHaveLength(2);
  begun[0]?.endOf(1);
  begun[0]?.endOf(2);
  await Promise.all([old, another]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended()).toEqual([true, false]);
  const next = session();
  expect(begun).toHaveLength(2);
  begun[1]?.endOf(1);
  begun[1]?.endOf(2);
  await Promise.all([young, next]);
});

test('one that broke is given no session', async () => {
  const { begun, session } = execs();
  const broken = session();
  begun[0]?.breaks('the connection closed');
  await expect(broken).rejects.toThrow('the connection closed');
  const next = session();
  expect(begun).toHaveLength(2);
  begun[1]?.endOf(1);
  await next;
});

test('what sessions still run in ends with it', async () => {
  const { begun, hosts, session, ended } = execs();
  at(0);
  const old = session();
  at(RUN_DEADLINE_MS);
  const young = session();
  await hosts[Symbol.asyncDispose]();
  expect([ended(), begun.length]).toEqual([[true, true], 2]);
  await Promise.all([old, young]);
});
