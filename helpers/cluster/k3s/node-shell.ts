/** A node of a throwaway cluster as its container, for specs that disturb it. */
import Docker from 'dockerode';
import { eventually, NotYet } from '../../kube/eventually.ts';
import type { ClusterNode } from '../cluster.ts';
import { EngineError, engineError } from '../engine-error.ts';
import { type ContainerOutput, execInContainer } from './exec-in-container.ts';
import { ANNOUNCE_RESTART } from './restart-notice.ts';

/** One command in a node, if nothing else is said, in ms. */
const COMMAND_MS = 15_000;

/** One pause, stop or start of a node's container, in ms. */
const CONTAINER_MS = 30_000;

/** The kernel of cgroup v1 may give up freezing a node whose processes go on forking, of which the engine says so: it is asked again, in ms. */
const FREEZE_MS = 15_000;
const GAVE_UP_FREEZING = /unable to freeze/;

/** A node that is stopped has this long to end by itself, in s. */
const STOP_GRACE_S = 5;

/** Where the node images have iptables, nft, ip and conntrack: rancher/k3s in /bin and /bin/aux. */
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/bin/aux';

/** A command in a node said no, or did not end in time. */
class NodeCommandFailed extends Error {
  override readonly name = 'NodeCommandFailed';
  readonly node: string;
  /** Undefined if the command never ended. */
  readonly output: ContainerOutput | undefined;

  constructor(node: string, message: string, output?: ContainerOutput, cause?: unknown) {
    super(`node ${node}: ${message}`, { cause });
    this.node = node;
    this.output = output;
  }
}

export interface NodeShell {
  /**
   * Runs a script by the node's sh, which is busybox's in rancher/k3s, or a program with its arguments.
   * @param options.within in ms, by default 15 s
   * @throws {NodeCommandFailed} if it does not end with code 0 in time; EngineError where the engine does not run it.
   */
  run(command: string | readonly string[], options?: { readonly within?: number }): Promise<ContainerOutput>;
  /** Freezes all processes of the node, its pods' included; its kernel goes on forwarding. @throws {EngineError} {WaitTimedOut} */
  pause(): Promise<void>;
  unpause(): Promise<void>;
  /**
   * Stops the node with all its pods and starts it again at the same addresses; resolves when its process runs, which is
   * long before it is Ready. Its pods get other addresses. Not for the server, whose published port would change.
   * @param whileDown is done in between; the node is started even if it throws. At most a minute and a half.
   * @throws {EngineError} {NodeCommandFailed}
   */
  restart(whileDown?: () => Promise<void>): Promise<void>;
}

/** Of a script an error names the beginning: what went wrong comes after it, and an error has one line. */
const MOST_OF_A_SCRIPT = 80;

function inALine(script: string): string {
  const line = script.trim().replace(/\s+/g, ' ');
  return line.length > MOST_OF_A_SCRIPT ? `${line.slice(0, MOST_OF_A_SCRIPT)}…` : line;
}

/** @throws Error for a node that is no container of a throwaway cluster. */
export function nodeShell({ name, containerId }: Pick<ClusterNode, 'name' | 'containerId'>): NodeShell {
  if (!containerId) throw new Error(`node ${name} is no container of ours, so nothing can be run in it`);
  const container = new Docker().getContainer(containerId);
  const asked = async <T>(what: string, work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await work(AbortSignal.timeout(CONTAINER_MS));
    } catch (error) {
      throw engineError(`${what} node ${name}`, error);
    }
  };
  const run: NodeShell['run'] = async (command, { within = COMMAND_MS } = {}) => {
    const line = inALine(typeof command === 'string' ? command : command.join(' '));
    const signal = AbortSignal.timeout(within);
    const request = { command: typeof command === 'string' ? ['sh', '-c', command] : command, env: [PATH], signal };
    const output = await execInContainer(container, request).catch((error: unknown) => {
      if (signal.aborted) throw new NodeCommandFailed(name, `\`${line}\` did not end within ${within} ms`);
      throw engineError(`run \`${line}\` in node ${name}`, error);
    });
    if (output.exitCode === 0) return output;
    const said = output.stderr.trim() || output.stdout.trim() || 'it said nothing';
    throw new NodeCommandFailed(name, `\`${line}\` ended with code ${output.exitCode}: ${said}`, output);
  };
  return {
    run,
    pause: async () => {
      const frozen = () =>
        asked('pause', (abortSignal) => container.pause({ abortSignal })).catch((error: EngineError) => {
          throw GAVE_UP_FREEZING.test(error.message) ? new NotYet(error.message, { cause: error }) : error;
        });
      await eventually(`node ${name} paused`, frozen, { within: FREEZE_MS });
    },
    unpause: async () => void (await asked('unpause', (abortSignal) => container.unpause({ abortSignal }))),
    restart: async (whileDown = async () => {}) => {
      const { NetworkSettings } = await asked('inspect', (abortSignal) => container.inspect({ abortSignal }));
      if (Object.values(NetworkSettings.Ports).some(Boolean)) {
        const why = 'it publishes ports, which a restart would change: restart another node';
        throw new EngineError('refused', `node ${name} is not restarted: ${why}`);
      }
      await run(ANNOUNCE_RESTART);
      await asked('stop', (abortSignal) => container.stop({ t: STOP_GRACE_S, abortSignal }));
      try {
        await whileDown();
      } finally {
        await asked('start', (abortSignal) => container.start({ abortSignal }));
      }
    },
  };
}
