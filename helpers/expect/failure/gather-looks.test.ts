import { expect, test } from '@jest/globals';
import type { Cluster } from '../../cluster/cluster.ts';
import { failure, json } from '../../kube/local-api.ts';
import { SUCCESS, status } from '../../kube/local-exec.ts';
import { gatherFailure } from './gather.ts';
import { localCluster, type Told } from './local-cluster.ts';
import { sampleAsked } from './sample-asked.ts';

/** The first byte of what says that an input has ended. */
const CLOSE = 255;

/** Looks from outside and from one client pod. @param pods what the API has of pods, by name; of everything else it has nothing. */
async function looked(plays: NonNullable<Told['plays']>, pods: Readonly<Record<string, object>> = {}) {
  await using local = await localCluster({
    answer: ({ path }, response) => {
      const metadata = pods[path.split('/pods/')[1] ?? ''];
      if (metadata) json(response, 200, { kind: 'Pod', metadata: { namespace: 'shop', ...metadata } });
      else failure(response, 404, 'NotFound', 'not found');
    },
    plays,
  });
  const pod = { namespace: 'suite', name: 'client-1', container: 'client', node: 'node-1', address: '10.42.0.9' };
  const cluster = {
    ...{ nodes: [{ name: 'node-1', internalIPs: ['172.18.0.2'] }], proxyMode: 'iptables' },
    ...{ kubeconfig: local.api.kubeconfig, clients: [{ ...pod, hostNetwork: false }] },
  };
  const run = { cluster: cluster as unknown as Cluster, nonce: 'n1' };
  const observed = { asked: [sampleAsked()], fields: [] };
  const { facts } = await gatherFailure({ id: 'SAMPLE-7', run, observed, token: () => 'token', within: 5_000 });
  return facts.looks.filter(({ from }) => from.name === 'pod suite/client-1');
}

// A look that ends in silence takes its time, and says most.
test('the places that looks are made from are there until the last look has come', async () => {
  const seen: string[] = [];
  const looks = await looked((socket) => {
    socket.on('message', (data: Buffer) => data[0] === CLOSE && seen.push('the input ended'));
    setTimeout(() => socket.send(status(SUCCESS), () => seen.push('the program ended')), 300);
  });
  expect(looks).not.toEqual([]);
  expect(seen[0]).toBe('the program ended');
});

test('a pod that is gone or is being deleted need not answer', async () => {
  const wanted = async (pods: Readonly<Record<string, object>>) => {
    const looks = await looked((socket) => socket.send(status(SUCCESS)), pods);
    return looks.map((look) => `${look.to.host} ${look.wanted}`);
  };
  const there = { name: 'b' };
  expect(await wanted({ b: there })).toEqual(['10.42.0.5 either', '10.42.1.5 answer']);
  const leaving = { name: 'a', deletionTimestamp: '2026-11-28T10:00:00Z' };
  expect(await wanted({ a: leaving, b: there })).toEqual(['10.42.0.5 either', '10.42.1.5 answer']);
  expect(await wanted({ a: { name: 'a' }, b: there })).toEqual(['10.42.0.5 answer', '10.42.1.5 answer']);
});
