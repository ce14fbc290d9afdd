import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TroublePlan } from '../../chaos/troubles.ts';
import type { ClusterNode } from '../cluster.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import type { SpecsToRun } from './specs/run-specs.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Where its pods' images would be named. */
export const NO_IMAGE = 'none: reference cluster';

interface ReferenceEnd {
  readonly at: Date;
  /** How its process ended. */
  readonly message: string;
}

export interface ReferenceProcess extends AsyncDisposable {
  /** Text of a kubeconfig that leads to it. */
  readonly kubeconfig: string;
  /** The same, through a proxy that makes the troubles asked for. */
  readonly troubledKubeconfig: string | undefined;
  readonly nodes: readonly ClusterNode[];
  /** Runs spec files in that process, on a clock of its own. @returns Jest's exit code, or null if it was stopped, which ends the cluster. */
  runSpecs(specs: SpecsToRun, signal: AbortSignal): Promise<number | null>;
  /** Resolves if it ends before it is disposed of. */
  readonly died: Promise<ReferenceEnd>;
}

export interface ReferenceRequest {
  readonly nodes: number;
  readonly mode: 'iptables' | 'nftables' | 'none';
  /** The file descriptor of this process that the specs print to. */
  readonly printTo: number;
  /** Troubles of requests to its API; none by default. */
  readonly troubles?: TroublePlan | undefined;
  readonly signal: AbortSignal;
}

/** Starts a reference cluster in a process of its own, which ends with this one. @throws where it ends before it is ready. */
export async function startReference({
  nodes,
  mode,
  printTo,
  troubles,
  signal,
}: ReferenceRequest): Promise<ReferenceProcess> {
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      MAIN,
      String(nodes),
      mode,
      ...(troubles ? [JSON.stringify(troubles)] : []),
    ],
    {
      // A group of its own: Ctrl-C reaches the run alone, which ends it last.
      detached: true,
      stdio: ['ignore', printTo, 'inherit', 'ipc'],
    },
  );
  const ended = once(child, 'exit').then(([code, name]) => `its process ended with ${name ?? `exit code ${code}`}`);
  const [said] = await Promise.race([
    once(child, 'message', { signal }),
    ended.then((how) => Promise.reject(new Error(`the reference cluster did not start: ${how}`))),
  ]).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const { server, troubled, nodes: made } = said as { server: string; troubled?: string; nodes: ClusterNode[] };
  const { promise: died, resolve } = Promise.withResolvers<ReferenceEnd>();
  let wanted = false;
  const gone = ended.then((how) => {
    if (!wanted) resolve({ at: new Date(), message: how });
  });
  const runSpecs = async (specs: SpecsToRun, stop: AbortSignal) => {
    const end = () => {
      wanted = true;
      child.kill('SIGKILL');
    };
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
    child.send(specs);
    const said = once(child, 'message').then(([message]) => (message as { exitCode: number }).exitCode);
    const exitCode = await Promise.race([said, gone.then(() => null)]);
    stop.removeEventListener('abort', end);
    return exitCode;
  };
  return {
    kubeconfig: kubeconfigOf(server),
    troubledKubeconfig: troubled && kubeconfigOf(troubled),
    runSpecs,
    ...{ nodes: made, died },
    [Symbol.asyncDispose]: async () => {
      wanted = true;
      child.kill('SIGKILL');
      await gone;
    },
  };
}
