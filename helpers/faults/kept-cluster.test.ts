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

const engine = (inspect: () => Promise<unknown>) => ({ getContainer: () => ({ inspect }) }) as unknown as Docker;
const running = engine(async () => ({ State: { Running: true } }));
const stopped = engine(async () => ({ State: { Running: false } }));
const gone = engine(() => Promise.reject(new Error('no such container')));

test('a cluster that was kept is taken with all that its shared backends know', async () => {
  const taken = await takeKept(path, SUCH, running);
  expect(taken).toMatchObject({ cluster: { runId: 'sc-1' }, labels: { run: 'sc-1' }, nonce: 'n' });
});

test('one of another kind, one whose nodes do not run, and none are not', async () => {
  expect(await takeKept(path, { ...SUCH, mode: 'iptables' }, running)).toBeUndefined();
  expect(await takeKept(path, { ...SUCH, dualStack: true }, running)).toBeUndefined();
  expect(await takeKept(path, SUCH, stopped)).toBeUndefined();
  expect(await takeKept(path, SUCH, gone)).toBeUndefined();
  expect(await takeKept(join(dir, 'none'), SUCH, running)).toBeUndefined();
});
