import { expect, test } from '@jest/globals';
import type { Client } from '../probe/probe.ts';
import { describeBackends, describeClient, describeTarget } from './describe.ts';
import { BACKENDS, CLUSTER_IP, NODE_PORT } from './scripted-client.ts';

test.each([
  [{ kind: 'pod', name: 'pod a/b', node: 'c', address: '10.42.0.5' }, 'pod a/b on node c (10.42.0.5)'],
  [{ kind: 'pod', name: 'pod a/b', node: 'c' }, 'pod a/b on node c'],
  [{ kind: 'pod', name: 'pod a/b' }, 'pod a/b'],
  [{ kind: 'node', name: 'node c', node: 'c', address: '172.18.0.3' }, 'node c (172.18.0.3)'],
  [{ kind: 'outside', name: 'this process' }, 'outside: this process'],
] as const)('%j', (client, words) => {
  expect(describeClient(client as Client)).toBe(words);
});

test('targets and backends', () => {
  expect(describeTarget(CLUSTER_IP)).toBe('ClusterIP 10.43.0.7:80 of shop/web');
  expect(describeTarget(NODE_PORT)).toBe('nodePort 172.18.0.3:30080 of shop/web on node node-2');
  expect(describeTarget({ kind: 'node IP', host: 'fd00::3', port: 80 })).toBe('node IP [fd00::3]:80');
  expect(describeBackends(BACKENDS)).toBe('shop/a on node node-1 (10.42.0.5), shop/b on node node-2 (10.42.1.5)');
});
