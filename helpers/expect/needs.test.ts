import { expect, test } from '@jest/globals';
import { unmetNeed } from './needs.ts';

const node = (name: string) => ({ name, internalIPs: ['172.18.0.2'] });

test('two nodes are not one', () => {
  expect(unmetNeed({ nodes: 2 }, { nodes: [node('a')] })).toBe('needs 2 nodes, the cluster has 1');
});

test('what is there is enough', () => {
  expect(unmetNeed({ nodes: 2 }, { nodes: [node('a'), node('b')] })).toBeUndefined();
  expect(unmetNeed({ outside: true }, { nodes: [node('a')] })).toBeUndefined();
});
