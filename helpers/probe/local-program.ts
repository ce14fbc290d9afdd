/** For unit tests: runs the clients' programs on this machine, those for sh with a shell of choice. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Transform } from 'node:stream';
import type { RunProgram } from './run-program.ts';
import { SOCKET_PROGRAM } from './socket-program.ts';

export function localProgram(shell: readonly string[] = ['sh'], env: NodeJS.ProcessEnv = process.env): RunProgram {
  return async (command, stdin, onStdout, runWithinMs, signal) => {
    const [file = '', ...options] = command[0] === 'sh' ? [...shell, ...command.slice(1)] : command;
    const either = AbortSignal.any([signal, AbortSignal.timeout(runWithinMs)]);
    const child = spawn(file, options, { signal: either, env, killSignal: 'SIGKILL' });
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', onStdout);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    stdin.pipe(child.stdin);
    const [exitCode] = await once(child, 'close');
    return { exitCode, stderr };
  };
}

/** Runs the socket program with all of `from` in its text replaced; throws where there is none. */
export function editedProgram(run: RunProgram, from: string, to: string): RunProgram {
  const program = SOCKET_PROGRAM.slice(SOCKET_PROGRAM.indexOf('\n') + 1);
  const edited = program.replaceAll(from, to);
  if (edited === program) throw new Error(`the socket program has no ${from}`);
  return (command, stdin, ...rest) => {
    const transform = (chunk: Buffer, _: string, done: (error: null, text: string) => void) =>
      done(
        null,
        String(chunk).replace(SOCKET_PROGRAM, () => `${edited.length}\n${edited}`),
      );
    return run(command, stdin.pipe(new Transform({ transform })), ...rest);
  };
}

/** Shells of this machine that the program has to run in. */
export function localShells(): string[][] {
  const shells = [['sh'], ['bash'], ['busybox', 'sh']];
  return shells.filter(([command = '', ...options]) => spawnSync(command, [...options, '-c', ':']).status === 0);
}
