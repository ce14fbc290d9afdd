import { setImmediate as immediately } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { EXEC_OPEN_MS, EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { LocalExec } from './local-exec.ts';
import { hurriedWaits } from './local-waits.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import { ProgramSession } from './program-session.ts';

const UNHEARD = 'the program made no report of this probe';

/** A program that does nothing of its own. */
class Program extends LocalExec {
  get mark(): string {
    return this.read.slice(0, this.read.indexOf('\n'));
  }

  record(kind: string): void {
    this.say(`\n${this.mark} ${kind}\n`);
  }
}

/** Ends with the record that is its name. */
class Batch implements ProgramBatch {
  ended = false;
  readonly records: string[] = [];
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }

  input(mark: string): string {
    if (this.#name === 'bad') throw new Error('no host');
    return `${this.#name} for ${mark}\n`;
  }

  add({ kind }: MarkedRecord, at: number): void {
    this.records.push(Date.now() - at < 1_000 ? kind : 'at another time');
    this.ended = kind === this.#name;
  }

  results(reason: string): ProbeResult[] {
    return [`${this.#name}${this.ended ? ', ended' : ''}: ${reason}`] as unknown as ProbeResult[];
  }
}

class Session extends ProgramSession {
  override exchange(batch: ProgramBatch, probesMs: number): Promise<ProbeResult[]> {
    return super.exchange(batch, probesMs);
  }

  override begin(batch: ProgramBatch): string | undefined {
    return super.begin(batch);
  }

  override stop(batch: ProgramBatch, probeMs: number): Promise<ProbeResult[]> {
    return super.stop(batch, probeMs);
  }
}

async function session() {
  const program = new Program();
  const opened = new Session(program.start);
  await immediately();
  return { program, opened };
}

test('a mark that nobody can guess comes first, and no two sessions have the same', async () => {
  const [{ program }, { program: other }] = [await session(), await session()];
  expect(program.read).toMatch(/^mark-[0-9a-f]{32}\n$/);
  expect(other.mark).not.toBe(program.mark);
  expect([program.withinMs, program.signal?.aborted]).toEqual([RUN_DEADLINE_MS, false]);
});

test('what is said goes to the first batch that has not ended', async () => {
  const { program, opened } = await session();
  const [a, b] = [new Batch('a'), new Batch('b')];
  const asked = [opened.exchange(a, 100), opened.exchange(b, 100)];
  await immediately();
  expect(program.read.split('\n')).toEqual([program.mark, `a for ${program.mark}`, `b for ${program.mark}`, '']);
  for (const kind of ['more', 'a', 'b', 'late']) program.record(kind);
  expect(await Promise.all(asked)).toEqual([[`a, ended: ${UNHEARD}`], [`b, ended: ${UNHEARD}`]]);
  expect([a.records, b.records, opened.broken]).toEqual([['more', 'a'], ['b'], false]);
});

test('a batch that can not be written is broken alone', async () => {
  const { program, opened } = await session();
  expect(await opened.exchange(new Batch('bad'), 100)).toEqual(['bad: no host']);
  const asked = opened.exchange(new Batch('a'), 100);
  program.record('a');
  expect([await asked, opened.broken]).toEqual([[`a, ended: ${UNHEARD}`], false]);
});

test('a stream ends once it is told to, within the time of its last probe', async () => {
  const { program, opened } = await session();
  const stream = new Batch('stream');
  expect(opened.begin(stream)).toBeUndefined();
  using waits = hurriedWaits();
  const stopped = opened.stop(stream, 700);
  expect(waits.open()).toEqual([EXEC_OPEN_MS + EXEC_RUN_MS + 700]);
  await immediately();
  expect(program.read).toMatch(/\nstop\n$/);
  program.record('stream');
  expect(await stopped).toEqual([`stream, ended: ${UNHEARD}`]);
  expect(waits.open()).toEqual([]);
});

test.each([
  [{ exitCode: 137, stderr: ' Killed\n' }, 'the program ended with exit code 137: Killed'],
  [{ exitCode: 0, stderr: '\n' }, 'the program ended with exit code 0: no message'],
  [new Error('the connection closed'), 'the connection closed'],
])('%j breaks what is missing, and what is asked later', async (end, words) => {
  const { program, opened } = await session();
  const stream = new Batch('stream');
  opened.begin(stream);
  const asked = opened.exchange(new Batch('a'), 100);
  if (end instanceof Error) program.over.reject(end);
  else program.over.resolve(end);
  expect(await asked).toEqual([`a: ${words}`]);
  expect([opened.broken, program.signal?.aborted, program.stdin?.destroyed]).toEqual([true, true, true]);
  expect(await opened.stop(stream, 100)).toEqual([`stream: ${words}`]);
  expect([opened.begin(new Batch('b')), await opened.exchange(new Batch('b'), 100)]).toEqual([words, [`b: ${words}`]]);
  await opened.close();
});

test('an abort ends it at once, and the first reason is the one', async () => {
  const { program, opened } = await session();
  const asked = opened.exchange(new Batch('a'), 100);
  opened.abort('given up');
  opened.abort('once more');
  expect([await asked, program.signal?.reason]).toEqual([['a: given up'], new Error('given up')]);
});

test('what does not come within its time breaks it', async () => {
  const { program, opened } = await session();
  using waits = hurriedWaits();
  const ms = EXEC_OPEN_MS + EXEC_RUN_MS + 5_000;
  expect(await opened.exchange(new Batch('a'), 5_000)).toEqual([`a: no results within ${ms} ms`]);
  expect([waits.open(), program.signal?.aborted]).toEqual([[], true]);
});

test('it is closed once its program has ended after all that was sent', async () => {
  const { program, opened } = await session();
  using waits = hurriedWaits();
  const closed = opened.close();
  expect(waits.open()).toEqual([EXEC_RUN_MS]);
  await immediately();
  expect([program.read, program.stdin?.readableEnded]).toEqual([`${program.mark}\n0\n`, true]);
  expect(await Promise.race([closed, immediately('not yet')])).toBe('not yet');
  program.over.resolve({ exitCode: 0, stderr: '' });
  await closed;
  expect(waits.open()).toEqual([]);
});

test('a program that does not end is given up', async () => {
  const { program, opened } = await session();
  using _ = hurriedWaits();
  program.signal?.addEventListener('abort', () => program.over.reject(program.signal?.reason));
  await opened.close();
  expect(program.signal?.reason).toEqual(new Error(`the program did not end within ${EXEC_RUN_MS} ms`));
});
