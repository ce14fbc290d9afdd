/** For unit tests: runs the clients' programs on this machine, those for sh with a shell of choice. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { RunProgram } from './run-program.ts';

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

/** Shells of this machine that the program has to run in. */
export function localShells(): string[][] {
  const shells = [['sh'], ['bash'], ['busybox', 'sh']];
  return shells.filter(([command = '', ...options]) => spawnSync(command, [...options, '-c', ':']).status === 0);
}
