import { expect, test } from '@jest/globals';
import { looksWhere, NODE_3_FAILS, observation } from '../sample-facts.ts';
import { says } from '../says.ts';
import { didNotLast } from './did-not-last.ts';

test('asked again, all is well', () => {
  expect(says(didNotLast, { observations: [observation()], looks: looksWhere(() => false) })).toEqual([
    'seen: what failed did not last: asked again, 20 s after its first probe, all was as it had to be (21 of 21 probes)',
  ]);
});

test('one look that fails, looks elsewhere, and none at all do not say so', () => {
  expect(says(didNotLast, NODE_3_FAILS)).toEqual([]);
  const elsewhere = looksWhere(() => false).filter(({ to }) => to.node !== 'node-3');
  expect(says(didNotLast, { observations: [observation()], looks: elsewhere })).toEqual([]);
  expect(says(didNotLast, { observations: [observation()] })).toEqual([]);
});

test('what was answered, and not as it had to be, is not mended by an answer', () => {
  const answered = observation({ outcomes: { answered: 21 } });
  expect(says(didNotLast, { observations: [answered], looks: looksWhere(() => false) })).toEqual([]);
});
