import { expect, test } from '@jest/globals';
import { looksWhere, observation } from '../sample-facts.ts';
import { says } from '../says.ts';
import { everyNodeAlike } from './every-node-alike.ts';

test('a nodePort that no node answers is no single node, and the pods that answer say where the cause is not', () => {
  const looks = looksWhere((_, to) => to.kind === 'nodePort');
  expect(says(everyNodeAlike, { observations: [observation()], looks })).toEqual([
    'seen: nothing answers at the nodePort of every node that was asked (node-3, node-1 and node-2): they fail alike',
    'likely: the cause is what all nodes share, such as the API objects (objects.yaml, endpoints.txt), and not one node: the pods themselves answer (6 of 6 probes)',
  ]);
});

test('where the pods do not answer either, the cause is not named', () => {
  expect(says(everyNodeAlike, { looks: looksWhere(() => true) })).toEqual([
    'seen: nothing answers at the nodePort of every node that was asked (node-1, node-2 and node-3): they fail alike',
  ]);
});

test('one node that answers is enough for silence, and so is a single node', () => {
  expect(
    says(everyNodeAlike, { looks: looksWhere((_, to) => to.kind === 'nodePort' && to.node !== 'node-1') }),
  ).toEqual([]);
  expect(says(everyNodeAlike, { observations: [observation()] })).toEqual([]);
});
