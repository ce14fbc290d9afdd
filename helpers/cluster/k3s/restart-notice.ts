/** How a spec's process tells the one that watches the nodes that a node is restarted on purpose: by a file in the node. */
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { engineWords } from '../engine-error.ts';
import { NodeTrouble } from '../start-failed.ts';
import { fileSize } from './container-file.ts';

const NOTICES = '/service-conformance-restarts';

/** The command that announces one more restart. A byte each: whoever reads late still counts right. */
export const ANNOUNCE_RESTART = `printf . >> ${NOTICES}`;

/** A node that is restarted runs again within this, what the spec does meanwhile included, in ms. */
const DOWN_MS = 120_000;

/** How many restarts of a node were announced, over its whole life. */
export async function announcedRestarts(container: Docker.Container): Promise<number> {
  // An engine that does not tell leaves the end of the node what it is without a notice: its death.
  return fileSize(container, NOTICES).catch(() => 0);
}

/** Resolves if the node does not run after DOWN_MS; else never. */
export async function staysDown(container: Docker.Container, node: string, signal: AbortSignal): Promise<NodeTrouble> {
  const running = await sleep(DOWN_MS, undefined, { signal, ref: false })
    .then(async () => (await container.inspect()).State.Running)
    .catch((error: unknown) => (signal.aborted ? true : engineWords(error)));
  if (running === true) return new Promise(() => {});
  const why = running === false ? '' : `: ${running}`;
  return new NodeTrouble(`node ${node} was restarted and does not run ${DOWN_MS / 1000} s later${why}`, node, []);
}
