import { expect, test } from '@jest/globals';
import type { ObservationFacts } from '../../failure-facts.ts';
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

test('where most were answered one more answer says nothing, and where few were it does', () => {
  const saidOf = (outcomes: ObservationFacts['outcomes']) =>
    says(didNotLast, { observations: [observation({ outcomes })], looks: looksWhere(() => false) });
  expect(saidOf({ answered: 23, timeout: 1 })).toEqual([]);
  expect(saidOf({ answered: 2, timeout: 4 })).toHaveLength(1);
  expect(saidOf({ answered: 2, timeout: 1, refused: 1, broken: 9 })).toHaveLength(1);
  expect(saidOf({ broken: 1 })).toHaveLength(1);
});
