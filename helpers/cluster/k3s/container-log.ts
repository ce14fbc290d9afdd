import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import type { ClusterNode } from '../cluster.ts';

/** A k3s node writes a few lines a second at most. */
const TAIL_LINES = 1_000;

/** The last lines that a node's container wrote, oldest first. Throws what the engine says. */
export async function containerLogTail({ containerId = '' }: Pick<ClusterNode, 'containerId'>): Promise<string[]> {
  const container = new Docker().getContainer(containerId);
  const log = await container.logs({ stdout: true, stderr: true, tail: TAIL_LINES, follow: false });
  return (await demuxed(container, log)).split(/\r?\n/).filter(Boolean);
}

/** Without a terminal the engine puts a header before each piece. */
async function demuxed(container: Docker.Container, log: Buffer): Promise<string> {
  const both = new PassThrough();
  const source = new PassThrough();
  container.modem.demuxStream(source, both, both);
  source.on('end', () => both.end());
  source.end(log);
  return text(both);
}
