import { expect, test } from '@jest/globals';
import { look, NODES, nodePort, OUTSIDE, observation } from '../sample-facts.ts';
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

test('where all are open, or none was compared, no node is named', () => {
  expect(says(openDoor, { looks: NODES.map((node) => look(OUTSIDE, nodePort(node), { wanted })) })).toEqual([]);
  expect(says(openDoor, { observations: [stillOpen] })).toEqual([]);
});
