import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { CONTAINER, localEngine } from './local-engine.ts';
import { runInContainer } from './run-in-container.ts';

const never = new AbortController().signal;

/** What a shell script in the container, which reads that, came to. */
async function ran(script: string, stdin: Readable, within = 5_000, signal = never) {
  let stdout = '';
  const take = (text: string) => {
    stdout += text;
  };
  const end = await runInContainer(CONTAINER)(['sh', '-c', script], stdin, take, within, signal);
  return { ...end, stdout };
}

test('what goes in and comes out, each apart, and the code that it ended with', async () => {
  await using engine = await localEngine('runs it');
  const program = 'cat; echo trouble >&2; echo more >&2; exit 3';
  expect(await ran(program, Readable.from(['one\n', 'two\n']))).toEqual({
    ...{ exitCode: 3, stdout: 'one\ntwo\n', stderr: 'trouble\nmore\n' },
  });
  expect(engine.asked()).toMatchObject({
    ...{ Cmd: ['sh', '-c', program], AttachStdin: true, AttachStdout: true, AttachStderr: true },
  });
  expect(await ran('true', Readable.from([]))).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('a letter that comes in two parts is one', async () => {
  await using _ = await localEngine('runs it');
  const { stdout } = await ran(String.raw`printf '\303'; sleep 0.1; printf '\251'`, Readable.from([]));
  expect(stdout).toBe('é');
});

test.each([
  ['an error', new Error('the run is over'), 'docker exec: the run is over'],
  ['a text', 'the machine goes down', 'docker exec: the machine goes down'],
  ['nothing', undefined, 'docker exec: This operation was aborted'],
])('an abort by %s ends it in its words, and what is read is let go', async (_how, reason, words) => {
  await using _ = await localEngine('runs it');
  const abort = new AbortController();
  const stdin = new PassThrough();
  const aborted = ran('exec sleep 20', stdin, 20_000, abort.signal);
  aborted.catch(() => {});
  while (stdin.listenerCount('data') === 0) await sleep(5);
  abort.abort(reason);
  await expect(aborted).rejects.toThrow(words);
  expect(stdin.listenerCount('data')).toBe(0);
});

test('its own limit ends it', async () => {
  await using _ = await localEngine('runs it');
  const ended = ran('exec sleep 20', new PassThrough(), 300);
  await expect(ended).rejects.toThrow('docker exec: The operation was aborted due to timeout');
});
