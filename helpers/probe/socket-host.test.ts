import { getEventListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as immediately } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { LocalExec } from './local-exec.ts';
import { hurriedWaits } from './local-waits.ts';
import { SocketHost } from './socket-host.ts';
import { SOCKET_COMMAND, SOCKET_PROGRAM } from './socket-program.ts';

class Exec extends LocalExec {
  /** What sessions sent. */
  async sent(): Promise<string> {
    await immediately();
    return this.read.slice(SOCKET_PROGRAM.length);
  }
}

const never = new AbortController().signal;

const execs: Exec[] = [];
afterEach(() => {
  for (const { over } of execs.splice(0)) over.resolve({ exitCode: 0, stderr: '' });
});

/** A host, its exec, and a session of it. */
function opened() {
  const exec = new Exec();
  execs.push(exec);
  const host = new SocketHost(exec.run);
  const session = (withinMs = 60_000, signal = never) => {
    const stdin = new PassThrough();
    let said = '';
    const take = (text: string) => {
      said += text;
    };
    const end = host.start(stdin, take, withinMs, signal);
    end.catch(() => {});
    return { stdin, end, said: () => said };
  };
  return { exec, host, session };
}

test('it runs the program for as long as two runs of the suite', async () => {
  const { exec, host } = opened();
  expect([exec.command, exec.withinMs, exec.signal?.aborted]).toEqual([SOCKET_COMMAND, 2 * RUN_DEADLINE_MS, false]);
  await immediately();
  expect(exec.read).toBe(SOCKET_PROGRAM);
  expect([host.isOpen, host.sessions]).toEqual([true, 0]);
});

test('each session’s lines go in by its number, once they are whole', async () => {
  const { exec, host, session } = opened();
  const [a, b] = [session(), session()];
  expect(host.sessions).toBe(2);
  a.stdin.write('mark-a\non');
  b.stdin.write('mark-b\n');
  expect(await exec.sent()).toBe('1 mark-a\n2 mark-b\n');
  a.stdin.write('ce udp\n0\n');
  expect(await exec.sent()).toBe('1 mark-a\n2 mark-b\n1 once udp\n1 0\n');
});

test('what is said comes to its session, and a number alone ends one', async () => {
  const { exec, host, session } = opened();
  const [a, b] = [session(), session()];
  exec.say('2 here\x1eand the');
  exec.say('re\x1e\n1 other\n7 nobody’s\n7\n1\n');
  expect([a.said(), b.said()]).toEqual(['other', 'here\nand there\n']);
  expect(await a.end).toEqual({ exitCode: 0, stderr: '' });
  expect(host.sessions).toBe(1);
  exec.say('1 late\n2 more\n');
  expect([a.said(), b.said()]).toEqual(['other', 'here\nand there\nmore']);
  expect(await exec.sent()).toBe('');
});

test('a session that is not over within its time is ended', async () => {
  const { exec, host, session } = opened();
  const [a, b] = [session(20), session()];
  await expect(a.end).rejects.toThrow('not over within 20 ms');
  expect([await exec.sent(), host.sessions, host.isOpen]).toEqual(['1 kill\n', 1, true]);
  exec.say('2\n');
  await b.end;
});

test('so is one that is aborted, before it begins or later, with what the abort says', async () => {
  const { exec, session } = opened();
  const over = new AbortController();
  const a = session(60_000, over.signal);
  over.abort(new Error('enough'));
  await expect(a.end).rejects.toThrow('enough');
  await expect(session(60_000, over.signal).end).rejects.toThrow('enough');
  expect(await exec.sent()).toBe('1 kill\n2 kill\n');
  expect(getEventListeners(over.signal, 'abort')).toEqual([]);
});

test('nothing of a session that is over is waited for', async () => {
  const { exec, session } = opened();
  using waits = hurriedWaits();
  const { signal } = new AbortController();
  const { end } = session(60_000_000, signal);
  expect(waits.open()).toEqual([60_000_000]);
  exec.say('1\n');
  await end;
  expect([waits.open(), getEventListeners(signal, 'abort')]).toEqual([[], []]);
});

test('an exec that ends ends its sessions as itself', async () => {
  const { exec, host, session } = opened();
  const both = [session(), session()];
  exec.over.resolve({ exitCode: 137, stderr: 'Killed' });
  for (const { end } of both) expect(await end).toEqual({ exitCode: 137, stderr: 'Killed' });
  expect([host.isOpen, exec.stdin?.destroyed]).toEqual([false, true]);
});

test('an exec that breaks breaks its sessions', async () => {
  const { exec, host, session } = opened();
  const both = [session(), session()];
  exec.over.reject(new Error('the connection closed'));
  for (const { end } of both) await expect(end).rejects.toThrow('the connection closed');
  expect([host.isOpen, exec.stdin?.destroyed]).toEqual([false, true]);
});

test('once it is closed nothing is sent any more, and its end is waited for', async () => {
  const { exec, host, session } = opened();
  using waits = hurriedWaits();
  const { stdin } = session(60_000_000);
  const closed = host.close();
  expect([host.isOpen, waits.open()]).toEqual([false, [60_000_000, EXEC_RUN_MS]]);
  stdin.write('mark-a\n');
  expect(await exec.sent()).toBe('');
  expect(exec.stdin?.readableEnded).toBe(true);
  expect(await Promise.race([closed, immediately('not yet')])).toBe('not yet');
  exec.over.resolve({ exitCode: 0, stderr: '' });
  await closed;
  expect(waits.open()).toEqual([]);
});

test('a session that is given up after that is let go', async () => {
  const { exec, host, session } = opened();
  const over = new AbortController();
  const { end } = session(60_000, over.signal);
  const closed = host.close();
  over.abort(new Error('enough'));
  await expect(end).rejects.toThrow('enough');
  await immediately();
  exec.over.resolve({ exitCode: 0, stderr: '' });
  await closed;
  expect(await exec.sent()).toBe('');
});

test('an exec that does not end is given up', async () => {
  const { exec, host } = opened();
  using _ = hurriedWaits();
  exec.signal?.addEventListener('abort', () => exec.over.reject(exec.signal?.reason));
  await host.close();
  expect(exec.signal?.reason).toEqual(new Error(`the program did not end within ${EXEC_RUN_MS} ms`));
});
