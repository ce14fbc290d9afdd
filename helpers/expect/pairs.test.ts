import { expect, test } from '@jest/globals';
import { pairsOf } from './pairs.ts';

const NODES = (count: number) => Array.from({ length: count }, (_, index) => index);

test('each asks at its own place and at the next', () => {
  expect(pairsOf(['a', 'b', 'c'], [1, 2, 3], 'few').map(({ client, target }) => `${client}${target}`)).toEqual([
    'a1',
    'a2',
    'b2',
    'b3',
    'c3',
    'c1',
  ]);
});

test('all ask all', () => {
  expect(pairsOf(['a', 'b'], [1, 2, 3], 'all')).toEqual(
    ['a', 'b'].flatMap((client) => [1, 2, 3].map((target) => ({ client, target }))),
  );
});

test('without clients or targets there is nothing to ask', () => {
  for (const pairs of ['few', 'all'] as const) {
    expect(pairsOf([], [1, 2], pairs)).toEqual([]);
    expect(pairsOf(['a'], [], pairs)).toEqual([]);
  }
});

test('one place is asked once', () => {
  expect(pairsOf(['a'], [1], 'few')).toEqual([{ client: 'a', target: 1 }]);
  expect(pairsOf(['a'], [1, 2, 3], 'few')).toHaveLength(3);
  expect(pairsOf(['a', 'b', 'c'], [1], 'few')).toHaveLength(3);
});

test.each([5, 50, 500])('on %i nodes the plan grows with the nodes, and leaves none out', (count) => {
  const plan = pairsOf(NODES(count), NODES(count), 'few');
  expect(plan).toHaveLength(2 * count);
  expect(new Set(plan.map(({ client }) => client)).size).toBe(count);
  expect(new Set(plan.map(({ target }) => target)).size).toBe(count);
});
