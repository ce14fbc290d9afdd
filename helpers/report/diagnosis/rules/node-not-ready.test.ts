import { expect, test } from '@jest/globals';
import { sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { nodeNotReady } from './node-not-ready.ts';

test('a node that is not Ready is named, one that could not be read is not', () => {
  const states = [true, false, null];
  const nodes = sampleFacts().nodes.map((node, index) => ({ ...node, ready: states[index] ?? null }));
  expect(says(nodeNotReady, { nodes })).toEqual(['seen: node node-2 is not Ready']);
  expect(says(nodeNotReady, {})).toEqual([]);
});
