import { finished, Writable } from 'node:stream';
import { promisify } from 'node:util';
import type Docker from 'dockerode';

export interface ContainerOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ContainerCommand {
  readonly command: readonly string[];
  /** `NAME=value` each. */
  readonly env: readonly string[];
  /** Ends the wait; the program itself goes on. */
  readonly signal: AbortSignal;
}

/** Runs a program in a container by the engine's exec. Throws what the engine says, or the signal's reason. */
export async function execInContainer(
  container: Docker.Container,
  { command, env, signal }: ContainerCommand,
): Promise<ContainerOutput> {
  const opened = await container.exec({
    Cmd: [...command],
    Env: [...env],
    AttachStdout: true,
    AttachStderr: true,
    abortSignal: signal,
  });
  const socket = await opened.start({ hijack: true, stdin: false, abortSignal: signal });
  const stop = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  container.modem.demuxStream(socket, sinkOf(stdout), sinkOf(stderr));
  try {
    await promisify(finished)(socket, { writable: false });
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
  const { ExitCode } = await opened.inspect();
  if (ExitCode === null) throw new Error('its connection closed before the program ended');
  return { exitCode: ExitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

function sinkOf(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}
