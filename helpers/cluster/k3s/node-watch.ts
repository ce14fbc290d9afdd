import type Docker from 'dockerode';
import { engineWords } from '../engine-error.ts';
import { NodeTrouble } from '../start-failed.ts';
import { exitHint } from './exit-reason.ts';
import type { NodeLog } from './node-log.ts';
import { announcedRestarts, staysDown } from './restart-notice.ts';
import type { K3sSettings } from './settings.ts';

/** A container that has ended may be this much ahead of the last lines of its log, in ms. */
const LOG_END_MS = 2_000;

/** A node that ends is known to have ended within this, its log included, in ms. */
export const DEATH_KNOWN_MS = LOG_END_MS + 500;

/** Lines of a node's log that stand in a message. */
export const MESSAGE_LINES = 20;

export interface WatchedNode {
  readonly name: string;
  readonly log: NodeLog;
  readonly proxyMode: K3sSettings['proxyMode'];
}

/**
 * Resolves when the container ends, whoever ends it; never if the signal aborts first. One open request, no polling.
 * An end that was announced is none, unless the node stays down. The log is followed until then only.
 * @param announced ends so far that were announced.
 */
export async function nodeDies(
  container: Docker.Container,
  node: WatchedNode,
  signal: AbortSignal,
  announced = 0,
): Promise<NodeTrouble> {
  let exitCode: number;
  try {
    // Watched from before its start, when it is not running yet either.
    const { StatusCode } = await container.wait({ condition: 'next-exit', abortSignal: signal });
    exitCode = StatusCode;
  } catch (error) {
    if (signal.aborted) return new Promise(() => {});
    const message = `lost sight of node ${node.name}: ${engineWords(error)}; see \`docker version\``;
    return new NodeTrouble(message, node.name, node.log.last(MESSAGE_LINES), { cause: error });
  }
  const at = new Date();
  if ((await announcedRestarts(container)) > announced) {
    const next = nodeDies(container, node, signal, announced + 1);
    return Promise.race([next, staysDown(container, node.name, signal)]);
  }
  await node.log.ended(LOG_END_MS);
  if (signal.aborted) return new Promise(() => {});
  const hint = exitHint(exitCode, node.log.last(), node.proxyMode);
  return new NodeTrouble(
    `node ${node.name} exited with code ${exitCode}: ${hint}`,
    node.name,
    node.log.last(MESSAGE_LINES),
    { at },
  );
}
