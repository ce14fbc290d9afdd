import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type Docker from 'dockerode';
import type { Cluster } from '../cluster/cluster.ts';
import { keepCluster, takeKept } from './kept-cluster.ts';

const SUCH = { mode: 'nftables', dualStack: false } as const;

let dir = '';
let path = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kept-'));
  path = join(dir, 'cluster.json');
  const kubeconfig = join(dir, 'kubeconfig');
  writeFileSync(kubeconfig, '');
  const nodes = [{ name: 'n1', internalIPs: [], containerId: 'abc' }];
  const cluster = {
    runId: 'sc-1',
    proxyMode: 'nftables',
    kubeconfig,
    nodes,
    ipFamilies: ['IPv4'],
  } as unknown as Cluster;
  keepCluster(path, { cluster, labels: { run: 'sc-1' }, nonce: 'n' });
});
afterEach(() => rmSync(dir, { recursive: true }));

const engine = (isRunning: () => boolean) =>
  ({ getContainer: () => ({ inspect: async () => ({ State: { Running: isRunning() } }) }) }) as unknown as Docker;

test('a cluster that was kept is taken with all that its shared backends know', async () => {
  const taken = await takeKept(
    path,
    'nftables',
    engine(() => true),
  );
  expect(taken).toMatchObject({ cluster: { runId: 'sc-1' }, labels: { run: 'sc-1' }, nonce: 'n' });
});

test('one of another mode, one whose nodes are gone, and none are not', async () => {
  expect(
    await takeKept(
      path,
      'iptables',
      engine(() => true),
    ),
  ).toBeUndefined();
  expect(
    await takeKept(
      path,
      'nftables',
      engine(() => false),
    ),
  ).toBeUndefined();
  const gone = engine(() => {
    throw new Error('no such container');
  });
  expect(await takeKept(path, SUCH, gone)).toBeUndefined();
  expect(
    await takeKept(
      join(dir, 'none'),
      'nftables',
      engine(() => true),
    ),
  ).toBeUndefined();
});
