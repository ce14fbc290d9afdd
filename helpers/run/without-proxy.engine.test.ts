import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testSettings } from '../cluster/k3s/engine-fixture.ts';
import { Ladder } from '../cluster/ladder.ts';
import { imagesOf } from '../images.ts';
import { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { startThrowaway } from './throwaway.ts';

test('without kube-proxy a cluster comes up, its clients take execs, and no ClusterIP answers', async () => {
  const { runId, labels } = testSettings();
  const workDir = mkdtempSync(join(tmpdir(), 'without-proxy-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rmSync(workDir, { recursive: true }));
  using ladder = new Ladder({ within: 50_000 });
  const options = {
    nodes: 2,
    proxyMode: 'none',
    ipFamily: 'ipv4',
    images: imagesOf(process.env),
    keep: false,
    outside: undefined,
  } as const;
  await using throwaway = await startThrowaway({ options, runId, labels, workDir }, ladder);
  const { cluster } = throwaway;
  expect(cluster.proxyMode).toBe('none');
  expect(ladder.rungs.map(({ name }) => name)).toContain(
    'kube-dns left out: without kube-proxy it finds no API server',
  );
  await using kube = Kube.fromFile(cluster.kubeconfig);
  for (const { namespace, name, container } of cluster.clients.filter(({ hostNetwork }) => !hostNetwork)) {
    const ask = async (host: string) => {
      const command = ['curl', '--silent', '--insecure', '--max-time', '2', `https://${host}/readyz`];
      const { exitCode, stdout } = await exec(kube, { namespace, pod: name, container, command });
      return exitCode === 0 ? stdout : 'no answer';
    };
    expect(await ask(`${cluster.nodes[0]?.internalIPs[0]}:6443`)).toBe('ok');
    expect(await ask('10.43.0.1')).not.toBe('ok');
  }
}, 60_000);
