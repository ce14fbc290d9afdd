import { finished, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import type { RunProgram } from './run-program.ts';

/** Runs commands in a running container by the engine's exec. */
export function runInContainer(containerId: string): RunProgram {
  return async (command, stdin, onStdout, runWithinMs, signal) => {
    const container = new Docker().getContainer(containerId);
    const limit = AbortSignal.timeout(runWithinMs);
    const either = AbortSignal.any([signal, limit]);
    const opened = await container.exec({
      Cmd: [...command],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      abortSignal: either,
    });
    const socket = await opened.start({ hijack: true, stdin: true, abortSignal: either });
    const stop = () => socket.destroy(new Error(`docker exec: ${either.reason?.message ?? either.reason}`));
    either.addEventListener('abort', stop);
    if (either.aborted) stop();
    let stderr = '';
    container.modem.demuxStream(
      socket,
      textSink(onStdout),
      textSink((text) => {
        stderr += text;
      }),
    );
    stdin.pipe(socket);
    try {
      await promisify(finished)(socket, { writable: false });
    } finally {
      either.removeEventListener('abort', stop);
      stdin.unpipe(socket);
      socket.destroy();
    }
    const { ExitCode } = await opened.inspect();
    if (ExitCode === null) throw new Error('docker exec: its connection closed before the program ended');
    return { exitCode: ExitCode, stderr };
  };
}

function textSink(take: (text: string) => void): Writable {
  const decoder = new StringDecoder('utf8');
  return new Writable({
    write(chunk, _encoding, done) {
      take(decoder.write(chunk));
      done();
    },
  });
}
