import { expect, test } from '@jest/globals';
import type { V1Node, V1NodeSpec } from '@kubernetes/client-node';
import { chooseNodes, type NodeWishes } from './choose-nodes.ts';

const WISHES: NodeWishes = { maxNodes: 3, tolerations: [], nodeAddress: 'InternalIP' };
const TAINT = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

interface About {
  readonly ready?: string;
  readonly labels?: Record<string, string>;
  readonly spec?: V1NodeSpec;
  readonly types?: readonly string[];
}

function node(name: string, { ready = 'True', labels = {}, spec = {}, types = ['InternalIP'] }: About = {}): V1Node {
  const addresses = types.map((type, index) => ({ type, address: `10.0.${index}.${name.length}` }));
  const conditions = [{ type: 'Ready', status: ready }];
  return { metadata: { name, labels }, spec, status: { addresses, conditions } };
}

test('nodes that take pods, in the order of their names and at most so many', () => {
  const { nodes, leftOut } = chooseNodes(
    ['n10', 'n9', 'n2', 'n1'].map((name) => node(name)),
    WISHES,
  );
  expect(nodes.map(({ name }) => name)).toEqual(['n1', 'n2', 'n9']);
  expect(nodes[0]).toEqual({ name: 'n1', internalIPs: ['10.0.0.2'] });
  expect(leftOut).toEqual([{ name: 'n10', why: 'more than --max-nodes 3' }]);
});

test.each<[string, About]>([
  ['is not Ready', { ready: 'Unknown' }],
  ['is cordoned', { spec: { unschedulable: true } }],
  ['runs windows', { labels: { 'kubernetes.io/os': 'windows' } }],
  ['is virtual', { labels: { type: 'virtual-kubelet' } }],
  ['has the taint dedicated=gpu:NoSchedule', { spec: { taints: [TAINT] } }],
  ['has no InternalIP', { types: ['Hostname'] }],
])('one that %s is left out', (why, about) => {
  expect(chooseNodes([node('n', about)], WISHES)).toEqual({ nodes: [], leftOut: [{ name: 'n', why }] });
});

test.each([
  [{ key: 'dedicated', operator: 'Exists' }, 1],
  [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }, 1],
  [{ key: 'dedicated', operator: 'Equal', value: 'cpu' }, 0],
  [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, 0],
  [{ key: 'other', operator: 'Exists' }, 0],
] as const)('with the toleration %j a tainted node counts %i times', (toleration, count) => {
  const tainted = node('n', { spec: { taints: [TAINT] } });
  expect(chooseNodes([tainted], { ...WISHES, tolerations: [toleration] }).nodes).toHaveLength(count);
});

test('a node that has only just become Ready is no other', () => {
  const taints = [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }];
  expect(chooseNodes([node('n', { spec: { taints } })], WISHES).nodes).toHaveLength(1);
});

test('a taint that only asks to stay away keeps nobody away', () => {
  const tainted = node('n', { spec: { taints: [{ ...TAINT, effect: 'PreferNoSchedule' }] } });
  expect(chooseNodes([tainted], WISHES).nodes).toHaveLength(1);
});

test('external addresses are asked from outside only if they are wanted', () => {
  const items = [node('a', { types: ['InternalIP', 'ExternalIP'] }), node('b')];
  expect(chooseNodes(items, { ...WISHES, nodeAddress: 'ExternalIP' })).toEqual({
    nodes: [{ name: 'a', internalIPs: ['10.0.0.1'], externalIPs: ['10.0.1.1'] }],
    leftOut: [{ name: 'b', why: 'has no ExternalIP' }],
  });
});
