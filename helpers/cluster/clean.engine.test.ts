import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { imagesOf } from '../images.ts';
import { cleanRuns, engineRuns } from './clean.ts';
import { leftOf, volumes } from './k3s/engine-fixture.ts';
import { type Labels, type Owner, runLabels } from './labels.ts';
import { thisProcess } from './owner.ts';
import { removeRun } from './remove-run.ts';

const docker = new Docker();
const image = imagesOf(process.env).nginx;
const made: string[] = [];

afterAll(async () => {
  for (const runId of made) await removeRun(docker, runId);
});

/** A running container with an anonymous volume, on a network of its own. */
async function leftover(owner: Owner, expiresAt: number): Promise<{ runId: string; labels: Labels; volume: string }> {
  const runId = `test-${randomBytes(4).toString('hex')}`;
  made.push(runId);
  const labels = runLabels({ runId, owner, expiresAt });
  await docker.createNetwork({ Name: `${runId}-nodes`, Labels: labels });
  const container = await docker.createContainer({
    name: `${runId}-a`,
    Image: image,
    Entrypoint: ['sleep', '600'],
    Labels: labels,
    Volumes: { '/kept': {} },
    HostConfig: { NetworkMode: `${runId}-nodes` },
  });
  await container.start();
  const { Mounts } = await container.inspect();
  return { runId, labels, volume: Mounts[0]?.Name ?? '' };
}

test('what a dead run left goes, with its volumes; what a live one needs stays', async () => {
  const owner = thisProcess();
  const later = Date.now() + 600_000;
  const dead = await leftover({ ...owner, started: 'long-ago' }, later);
  const expired = await leftover({ ...owner, host: 'elsewhere' }, Date.now() - 1);
  const live = await leftover(owner, later);
  const lines: string[] = [];
  // Only its own: a developer's kept cluster is to outlive this test.
  const ours = [...(await engineRuns(docker))].filter(([runId]) => made.includes(runId));
  expect(ours.map(([runId]) => runId).sort()).toEqual([...made].sort());
  await cleanRuns(docker, new Map(ours), { print: (line) => lines.push(line) });
  for (const { runId, volume } of [dead, expired]) {
    expect(lines).toContain(`removed run ${runId}: 1 container (${runId}-a); 1 network (${runId}-nodes)`);
    expect(await leftOf(docker, runId)).toEqual([]);
    expect(await volumes(docker)).not.toContain(volume);
  }
  expect(lines).toContain(
    `left run ${live.runId} on the Docker engine: its process ${process.pid} on ${owner.host} may still run, until ${new Date(later).toISOString()}`,
  );
  expect(await leftOf(docker, live.runId)).toEqual([`/${live.runId}-a`, `${live.runId}-nodes`]);
  expect(await volumes(docker)).toContain(live.volume);
}, 60_000);
