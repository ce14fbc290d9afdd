/** Real signals to a real process: a signal to this one would end the test run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, test } from '@jest/globals';

/** A process that hangs, or that does not react, is killed after this long. */
const AT_MOST_MS = 10_000;

const STOP = JSON.stringify(new URL('stop.ts', import.meta.url).href);

/** Prints `ready`, then what stops it; goes on running, as a teardown does, until it is signalled again. */
function watching(deadlineMs: number, then = ''): string {
  return `
    import { watchForStop } from ${STOP};
    const watch = watchForStop(${deadlineMs}, (line) => console.log('printed: ' + line));
    setInterval(() => {}, 60_000);
    watch.signal.addEventListener('abort', () => {
      const { name, message, exitCode } = watch.signal.reason;
      console.log('aborted: ' + JSON.stringify({ name, message, exitCode }));
    });
    ${then}
    console.log('ready');`;
}

class Child implements AsyncDisposable {
  readonly #process;
  readonly #lines;
  readonly #ended;

  constructor(script: string) {
    this.#process = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {},
      timeout: AT_MOST_MS,
      killSignal: 'SIGKILL',
    });
    this.#ended = once(this.#process, 'exit');
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done ? '(it ended)' : value;
  }

  send(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    const [code, signal] = await this.#ended;
    return { code, signal };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}

function stopping(name: string): string {
  return `printed: ${name}: stopping, and removing what was made (once more to end at once)`;
}

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s', (name, exitCode) => {
  test(`stops the run, which is to end with ${exitCode}; a second one ends it at once`, async () => {
    await using child = new Child(watching(60_000));
    expect(await child.line()).toBe('ready');
    child.send(name);
    expect(await child.line()).toBe(stopping(name));
    const reason = { name: 'RunStopped', message: `the run was interrupted by ${name}`, exitCode };
    expect(await child.line()).toBe(`aborted: ${JSON.stringify(reason)}`);
    child.send(name);
    expect(await child.line()).toBe(`printed: ${name} again: ended at once; what is left is removed by: npm run clean`);
    expect(await child.ended()).toEqual({ code: exitCode, signal: null });
  });
});

test('a signal that was waited for leaves the exit code to what was found; a second one ends it at once all the same', async () => {
  await using child = new Child(watching(60_000, 'watch.wanted();'));
  expect(await child.line()).toBe('ready');
  child.send('SIGINT');
  expect(await child.line()).toBe(stopping('SIGINT'));
  const reason = { name: 'RunStopped', message: 'the run was interrupted by SIGINT' };
  expect(await child.line()).toBe(`aborted: ${JSON.stringify(reason)}`);
  child.send('SIGINT');
  expect(await child.line()).toBe('printed: SIGINT again: ended at once; what is left is removed by: npm run clean');
  expect(await child.ended()).toEqual({ code: 130, signal: null });
});

const OVERDUE = JSON.stringify({
  name: 'RunStopped',
  message: "the run's deadline of 0.05 s came: give it more by --deadline",
});

test('the deadline stops the run, and leaves the exit code to what was found', async () => {
  await using child = new Child(watching(50));
  expect(await child.line()).toBe('ready');
  expect(await child.line()).toBe(`aborted: ${OVERDUE}`);
});

test('after the deadline, too, a second signal ends the process at once', async () => {
  await using child = new Child(watching(50));
  expect(await child.line()).toBe('ready');
  expect(await child.line()).toBe(`aborted: ${OVERDUE}`);
  child.send('SIGINT');
  expect(await child.line()).toBe(stopping('SIGINT'));
  child.send('SIGINT');
  expect(await child.line()).toBe('printed: SIGINT again: ended at once; what is left is removed by: npm run clean');
  expect(await child.ended()).toEqual({ code: 130, signal: null });
});

test('disposed of, it keeps no process alive and catches no signal', async () => {
  await using child = new Child(`
    import { watchForStop } from ${STOP};
    { using watch = watchForStop(60_000, console.log); }
    console.log(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name)).join());`);
  expect(await child.line()).toBe('0,0,0');
  expect(await child.ended()).toEqual({ code: 0, signal: null });
});
