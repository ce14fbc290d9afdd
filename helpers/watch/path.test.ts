import { expect, test } from '@jest/globals';
import { pathsOf, WATCHED_IDS, type WatchedPath } from './path.ts';
import { CLUSTER, places, SERVICE, START } from './watch-fixture.ts';

const ALL = places(
  () => null,
  () => START,
);

function inShort({ id, client, target, protocol, beside }: WatchedPath): string {
  return [id, protocol, client.name, target.kind, target.node ?? '-', target.port, beside.name].join(' ');
}

test('each place asks the ClusterIP and the nodePorts over both protocols, and has pod IPs asked beside it', () => {
  const paths = pathsOf(ALL, CLUSTER, SERVICE, 'all').map(inShort);
  expect(paths).toHaveLength(2 * (2 * (2 + 4) + 2));
  expect(paths.filter((path) => / TCP /.test(path))).toEqual([
    'CLUSTERIP-1 TCP pod suite/on-node-1 ClusterIP - 8123 pod suite/on-node-1',
    'CLUSTERIP-1 TCP pod suite/on-node-2 ClusterIP - 8123 pod suite/on-node-2',
    'NODEPORT-1 TCP pod suite/on-node-1 nodePort node-1 30080 pod suite/on-node-1',
    'NODEPORT-1 TCP pod suite/on-node-1 nodePort node-2 30080 pod suite/on-node-1',
    'NODEPORT-1 TCP pod suite/on-node-2 nodePort node-1 30080 pod suite/on-node-2',
    'NODEPORT-1 TCP pod suite/on-node-2 nodePort node-2 30080 pod suite/on-node-2',
    'CLUSTERIP-2 TCP node node-1 ClusterIP - 8123 node node-1',
    'CLUSTERIP-2 TCP node node-2 ClusterIP - 8123 node node-2',
    'NODEPORT-1 TCP node node-1 nodePort node-1 30080 node node-1',
    'NODEPORT-1 TCP node node-1 nodePort node-2 30080 node node-1',
    'NODEPORT-1 TCP node node-2 nodePort node-1 30080 node node-2',
    'NODEPORT-1 TCP node node-2 nodePort node-2 30080 node node-2',
    'ARTICLE-7 TCP this process nodePort node-1 30080 pod suite/on-node-1',
    'ARTICLE-7 TCP this process nodePort node-2 30080 pod suite/on-node-2',
  ]);
  expect(new Set(paths.map((path) => path.split(' ')[0]))).toEqual(new Set(WATCHED_IDS));
});

test('all over UDP belongs to the requirement of UDP, at its own nodePort', () => {
  const udp = pathsOf(ALL, CLUSTER, SERVICE, 'few').filter(({ protocol }) => protocol === 'UDP');
  expect(new Set(udp.map(({ id }) => id))).toEqual(new Set(['UDP-1']));
  expect(new Set(udp.map(({ target }) => `${target.protocol} ${target.port}`))).toEqual(
    new Set(['UDP 8123', 'UDP 30081']),
  );
});

test('without a place outside, or in the nodes, nobody asks from there', () => {
  const outside = { kind: 'none', why: 'behind a NAT', wanted: true } as const;
  const paths = pathsOf({ ...ALL, nodes: [] }, { ...CLUSTER, outside }, SERVICE, 'all');
  expect(new Set(paths.map(({ client }) => client.kind))).toEqual(new Set(['pod']));
});
