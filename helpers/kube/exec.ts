import type { Readable } from 'node:stream';
import { EXEC_OPEN_MS, EXEC_RUN_MS } from '../bounds.ts';
import { isTransient } from './api-error.ts';
import type { Kube } from './client.ts';
import { systemClock } from './clock.ts';
import { ExecBroken, type ExecBrokenKind, type ExecOutput, type ExecPlace } from './exec-broken.ts';
import { OutputText } from './exec-output.ts';
import { CHANNEL, dialExec, feedStdin, PROTOCOL_WITH_CLOSE, refusal } from './exec-socket.ts';
import { readExecStatus } from './exec-status.ts';

/** After the status: how long what is still under way may take to arrive, until the socket is closed. */
const EXEC_CLOSE_MS = 1_000;

/** A command that has not begun is tried so often, within the bound of the handshake, with pauses in ms that double from the first. */
const TRIES = 4;
const FIRST_PAUSE_MS = 100;

const NEVER = new AbortController().signal;

export interface ExecRequest extends ExecPlace {
  readonly command: readonly string[];
  /** Sent, then ended. A stream is destroyed when the exec is over. */
  readonly stdin?: string | Readable;
  /** From call to open socket, in ms. */
  readonly openWithinMs?: number;
  /** From open socket to exit code, in ms. */
  readonly runWithinMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Running it twice does what running it once does, so that it is tried again where nobody knows whether it has begun. */
  readonly repeatable?: true;
  /** Called with each piece of standard output as it comes; what it throws ends the exec and is thrown. */
  readonly onStdout?: (chunk: string) => void;
}

export interface ExecResult extends ExecOutput {
  readonly exitCode: number;
  /** From call to exit code, in ms. */
  readonly durationMs: number;
}

/** Of a command, where it is named. */
const SHOWN_CHARS = 60;

/**
 * Runs a command in a container. Any exit code is a result. A command whose exec broke may go on running; one that can't have begun
 * is tried again.
 * @throws {ExecBroken} whenever there is no exit code, with the output so far.
 */
export async function exec(kube: Kube, request: ExecRequest): Promise<ExecResult> {
  const { openWithinMs = EXEC_OPEN_MS, stdin, signal = NEVER } = request;
  const started = performance.now();
  try {
    for (let tried = 1; ; tried += 1) {
      const left = openWithinMs - (performance.now() - started);
      try {
        return await execOnce(kube, { ...request, openWithinMs: left }, started);
      } catch (error) {
        const pause = FIRST_PAUSE_MS * 2 ** (tried - 1);
        if (tried >= TRIES || pause >= left || !mayTryAgain(error, request)) throw error;
        await systemClock.sleep(pause, signal);
      }
    }
  } finally {
    if (typeof stdin === 'object') stdin.destroy();
  }
}

/** The API server could not take the request; or the socket never opened, and the command had to wait for what is sent through it. */
function mayTryAgain(error: unknown, { stdin, repeatable }: ExecRequest): boolean {
  if (!(error instanceof ExecBroken)) return false;
  if (error.kind === 'refused by the API') return isTransient(error.cause);
  if (repeatable === true && error.kind === 'closed without status') return true;
  return error.kind === 'handshake' && (stdin !== undefined || repeatable === true) && isConnectionLost(error.cause);
}

function isConnectionLost(cause: unknown): boolean {
  return ['ECONNRESET', 'EPIPE'].includes(Object(cause).code);
}

async function execOnce(kube: Kube, request: ExecRequest, started: number): Promise<ExecResult> {
  const { command, stdin, openWithinMs = EXEC_OPEN_MS, runWithinMs = EXEC_RUN_MS, signal, onStdout } = request;
  const place: ExecPlace = { namespace: request.namespace, pod: request.pod, container: request.container };
  const stdout = new OutputText(onStdout);
  const stderr = new OutputText();
  const { promise: ended, resolve, reject } = Promise.withResolvers<{ exitCode: number; at: number }>();
  const fail = (kind: ExecBrokenKind, detail: string, cause?: unknown) =>
    reject(new ExecBroken(kind, place, detail, { stdout: stdout.text, stderr: stderr.text }, cause));
  const onAbort = () => fail('aborted', String(signal?.reason?.message ?? signal?.reason), signal?.reason);

  ended.catch(() => {}); // It may fail before anybody waits for it.
  const onStdinError = (error: Error) => fail('stdin', error.message, error);
  if (typeof stdin === 'object') stdin.on('error', onStdinError);

  const socket = await dialExec(kube, place, command, stdin !== undefined).catch((error: Error) => {
    throw new ExecBroken('handshake', place, error.message, { stdout: '', stderr: '' }, error);
  });
  let timer = setTimeout(
    () => fail('handshake timeout', `not open within ${Math.round(openWithinMs)} ms`),
    openWithinMs,
  );
  let opened = false;
  let status: { exitCode: number; at: number } | undefined;
  let socketError: Error | undefined;

  socket.on('unexpected-response', async (_request, answer) => {
    const error = await refusal(answer, place);
    fail('refused by the API', `${error.code} ${error.reason}: ${error.words}`, error);
  });
  socket.on('open', () => {
    opened = true;
    clearTimeout(timer);
    timer = setTimeout(
      () => fail('run timeout', `no exit code of ${shown(command)} within ${runWithinMs} ms`),
      runWithinMs,
    );
    if (stdin === undefined) return;
    if (socket.protocol !== PROTOCOL_WITH_CLOSE) {
      fail('handshake', `the server speaks ${socket.protocol}, in which a standard input has no end`);
      return;
    }
    feedStdin(socket, stdin).catch((error: Error) => {
      // A command may end without reading all of it, and a broken socket reports itself.
      if (socket.readyState === socket.OPEN) fail('stdin', error.message, error);
    });
  });
  socket.on('message', (data: Buffer) => {
    const bytes = data.subarray(1);
    try {
      if (data[0] === CHANNEL.stdout) stdout.add(bytes);
      if (data[0] === CHANNEL.stderr) stderr.add(bytes);
    } catch (error) {
      reject(error);
    }
    if (data[0] !== CHANNEL.status || bytes.length === 0 || status) return;
    try {
      const read = readExecStatus(bytes.toString());
      if ('failure' in read) return fail('not run', read.failure);
      status = { exitCode: read.exitCode, at: performance.now() };
    } catch (error) {
      return fail('unreadable status', bytes.toString(), error);
    }
    // Output may still be behind the status: the answer to our close frame comes after it.
    clearTimeout(timer);
    timer = setTimeout(() => status && resolve(status), EXEC_CLOSE_MS);
    socket.close(1000);
  });
  socket.on('error', (error) => {
    socketError = error;
  });
  socket.on('close', (code) => {
    if (status) return resolve(status);
    const detail = socketError?.message || `WebSocket close code ${code}`;
    fail(opened ? 'closed without status' : 'handshake', detail, socketError);
  });
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();

  try {
    const { exitCode, at } = await ended;
    return { exitCode, stdout: stdout.text, stderr: stderr.text, durationMs: at - started };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    socket.terminate();
    if (typeof stdin === 'object') stdin.off('error', onStdinError);
  }
}

/** What tells it from other commands, in a few words. */
function shown(command: readonly string[]): string {
  const [line = ''] = command.join(' ').trim().split('\n');
  return line.length > SHOWN_CHARS ? `${line.slice(0, SHOWN_CHARS)}…` : line;
}
