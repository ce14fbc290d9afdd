import { expect, test } from '@jest/globals';
import { clusterIP, look, NODES, nodePort, OUTSIDE, observation, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { openDoor } from './open-door.ts';

const wanted = 'silence' as const;
const stillOpen = observation({ kind: 'silence', outcomes: { answered: 3, timeout: 7 } });
const closed = { wanted, outcome: 'timeout', backend: null } as const;

test('names the node that still answers where others are silent', () => {
  const looks = NODES.map((node) => look(OUTSIDE, nodePort(node), node === 'node-3' ? { wanted } : closed));
  expect(says(openDoor, { observations: [stillOpen], looks })).toEqual([
    'seen: node node-3 answers where nobody has to, while node-1 and node-2 are silent',
  ]);
});

test('a ClusterIP is told by the nodes that it is asked from', () => {
  const [from1, from3] = [podOn('node-1'), podOn('node-3')];
  const looks = [look(from1, clusterIP(), closed), look(from3, clusterIP(), { wanted })];
  expect(says(openDoor, { looks })).toEqual([
    'seen: from node node-3 somebody answers where nobody has to, while from node-1 nobody does',
  ]);
});

test('a node that leaves waiting where it has to refuse is no open door', () => {
  const hangs = observation({ kind: 'silence', outcomes: { timeout: 10 } });
  const refused = { ...closed, outcome: 'refused' } as const;
  const looks = NODES.slice(0, 2).map((node) => look(OUTSIDE, nodePort(node), refused));
  expect(says(openDoor, { observations: [hangs], looks })).toEqual([]);
});

test('where all are open, or none was compared, no node is named', () => {
  expect(says(openDoor, { looks: NODES.map((node) => look(OUTSIDE, nodePort(node), { wanted })) })).toEqual([]);
  expect(says(openDoor, { observations: [stillOpen] })).toEqual([]);
});
