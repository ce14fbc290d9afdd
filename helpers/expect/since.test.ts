import { expect, test } from '@jest/globals';
import type { Client } from '../probe/probe.ts';
import { CLUSTER_IP, NODE_PORT } from './scripted-client.ts';
import { programmedSince } from './since.ts';

const SINCE = { clock: 'endpoints', at: 1_000 } as const;
const client = { node: 'node-1' } as Client;
const outside = {} as Client;

test('a ClusterIP is routed by the client’s own node, a nodePort by the one that is dialled', () => {
  expect(programmedSince(SINCE, client, CLUSTER_IP, 1_400.4)).toEqual({ node: 'node-1', clock: 'endpoints', ms: 400 });
  expect(programmedSince(SINCE, client, NODE_PORT, 1_400)).toEqual({ node: 'node-2', clock: 'endpoints', ms: 400 });
  expect(programmedSince(SINCE, outside, NODE_PORT, 1_400)).toMatchObject({ node: 'node-2' });
});

test('what was seen before the change was heard of took no time', () => {
  expect(programmedSince(SINCE, client, CLUSTER_IP, 900)).toMatchObject({ ms: 0 });
});

test('where the change, the node or the first sight is not known there is nothing to say', () => {
  expect(programmedSince(undefined, client, CLUSTER_IP, 1_400)).toBeNull();
  expect(programmedSince(SINCE, outside, CLUSTER_IP, 1_400)).toBeNull();
  expect(programmedSince(SINCE, client, CLUSTER_IP, undefined)).toBeNull();
  expect(programmedSince(SINCE, client, CLUSTER_IP, 0)).toMatchObject({ ms: 0 });
});
