import { expect, test } from '@jest/globals';
import { addressOwners, isAddressOf } from './address-owner.ts';
import { balanced, scriptedClient } from './scripted-client.ts';

const NODES = [
  {
    metadata: { name: 'node-1' },
    spec: { podCIDRs: ['10.42.0.0/24', 'fd00:42::/64'] },
    status: { addresses: [{ type: 'InternalIP', address: '172.18.0.2' }] },
  },
];
const POD = scriptedClient(balanced);
const OTHER = scriptedClient(balanced, { name: 'pod suite/other', address: '10.42.0.8' });
const NODE = scriptedClient(balanced, { kind: 'node', name: 'node node-1', address: '172.18.0.2' });

test.each([
  ['its own', ['10.42.0.9', '10.42.0.9'], POD, "the client's own 10.42.0.9"],
  ['a node’s, by both of its addresses', ['172.18.0.2', '10.42.0.1'], POD, 'node node-1 172.18.0.2 or 10.42.0.1'],
  ['another pod’s', ['10.42.0.8'], POD, 'pod suite/other 10.42.0.8'],
  ['a node’s, asked from that node', ['172.18.0.2'], NODE, 'node node-1 172.18.0.2'],
  ['a node’s by IPv6', ['fd00:42::1'], POD, 'node node-1 fd00:42::1'],
  ['nobody’s', ['198.18.0.1'], POD, 'an unknown 198.18.0.1'],
  ['none', [], POD, ''],
])('%s', (_, addresses, client, words) => {
  expect(addressOwners(addresses, client, [OTHER], NODES)).toBe(words);
});

test('who they are is named for each of several owners', () => {
  expect(addressOwners(['10.42.0.8', '172.18.0.2'], POD, [OTHER], NODES)).toBe(
    'pod suite/other 10.42.0.8, node node-1 172.18.0.2',
  );
});

test('a client in a node’s network is the node, not another pod', () => {
  const beside = scriptedClient(balanced, { kind: 'node', name: 'a process on node-1', address: '172.18.0.2' });
  expect(addressOwners(['172.18.0.2'], POD, [beside], NODES)).toBe('node node-1 172.18.0.2');
});

test('a node has its own addresses and its pod network, as far as either is known', () => {
  const several = {
    spec: { podCIDRs: ['10.42.0.0/24', 'fd00:42::/64'] },
    status: {
      addresses: [
        { type: 'Hostname', address: 'node-1' },
        { type: 'InternalIP', address: '172.18.0.2' },
      ],
    },
  };
  expect(['172.18.0.2', 'fd00:42::1', '172.18.0.3', '10.43.0.1'].map((each) => isAddressOf(each, several))).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
  for (const unknown of [{}, { status: {}, spec: {} }]) expect(isAddressOf('172.18.0.2', unknown)).toBe(false);
  expect(addressOwners(['172.18.0.2', '10.42.7.1'], POD, [], [{}, { status: {} }, several, {}])).toBe(
    'an unknown 172.18.0.2 or 10.42.7.1',
  );
});

test('an address is its own node’s before it is one of another’s pod network', () => {
  const wide = { metadata: { name: 'wide' }, spec: { podCIDRs: ['172.18.0.0/16'] }, status: { addresses: [] } };
  expect(addressOwners(['172.18.0.2'], POD, [], [wide, ...NODES])).toBe('node node-1 172.18.0.2');
});
