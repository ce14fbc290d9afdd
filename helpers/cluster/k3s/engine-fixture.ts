/** For tests with a real Docker engine: a run of their own, and what is left of it. */
import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import { imagesOf } from '../../images.ts';
import { RUN_LABEL, runLabels } from '../labels.ts';
import { Ladder } from '../ladder.ts';
import { thisProcess } from '../owner.ts';
import type { StartFailed } from '../start-failed.ts';
import type { K3sSettings } from './settings.ts';
import { startK3s } from './start.ts';

/** Bound of a start that is meant to succeed, in ms. */
const START_MS = 50_000;

/** Two nodes, unless `more` says otherwise. */
export function testSettings(more: Partial<K3sSettings> = {}): K3sSettings {
  const runId = `test-${randomBytes(4).toString('hex')}`;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + 600_000 });
  return { runId, nodes: 2, k3sImage: imagesOf(process.env).k3s, labels, ...more };
}

/** The error of a start that is meant to fail; whatever starts is removed. */
export async function failedStart(
  settings: K3sSettings,
  options: Partial<ConstructorParameters<typeof Ladder>[0]> = {},
): Promise<StartFailed> {
  using ladder = new Ladder({ within: START_MS, ...options });
  try {
    await using k3s = await startK3s(settings, ladder);
    throw new Error(`a cluster of ${k3s.nodes.length} nodes came up`);
  } catch (error) {
    return error as StartFailed;
  }
}

/** Names of the containers and networks of a run. */
export async function leftOf(docker: Docker, runId: string): Promise<string[]> {
  const filters = { label: [`${RUN_LABEL}=${runId}`] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return [...containers.map(({ Names }) => Names.join()), ...networks.map(({ Name }) => Name)];
}

/** Names of all volumes of the engine. */
export async function volumes(docker: Docker): Promise<string[]> {
  const { Volumes } = await docker.listVolumes();
  return (Volumes ?? []).map(({ Name }) => Name).sort();
}
