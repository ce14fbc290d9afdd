import { expect, test } from '@jest/globals';
import { Inconclusive } from './inconclusive.ts';
import { assertKind, cannotTell, refuseNot, settle, tooFew } from './judge.ts';
import type { Observation } from './observation.ts';

/** As much of an observation as is settled. */
function observation(kind: Observation['kind'], gone?: readonly string[]): Observation {
  const evidence = gone && { gone };
  return {
    kind,
    requirement: 'SAMPLE-1',
    cell: { expected: 'answers', holds: null },
    evidence,
  } as unknown as Observation;
}

test('what came as expected holds, and says what that was', () => {
  const observed = observation('sampling', []);
  const { pass, message } = settle(observed, null);
  expect([pass, message(), observed.cell.holds]).toEqual([true, 'SAMPLE-1: answers', true]);
});

test('a problem fails, in its own words', () => {
  const observed = observation('sampling', []);
  const { pass, message } = settle(observed, 'no answer');
  expect([pass, message(), observed.cell.holds]).toEqual([false, 'no answer', false]);
  expect(settle(observation('sampling'), 'no answer').pass).toBe(false);
});

test('where backends are gone a problem proves nothing, and what came all the same does', () => {
  const gone = ['pod shop/a is gone', 'pod shop/b has ended'];
  const observed = observation('sampling', gone);
  expect(() => settle(observed, 'no answer')).toThrow(
    new Inconclusive(
      'SAMPLE-1: pod shop/a is gone; pod shop/b has ended, so that what was not answered proves nothing\nno answer',
    ),
  );
  expect(observed.cell.holds).toBeNull();
  expect(settle(observation('sampling', gone), null).pass).toBe(true);
});

test('a silence is no less broken for its backends being gone', () => {
  expect(settle(observation('silence', ['pod shop/a is gone']), 'answered').pass).toBe(false);
});

test.each([
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a text', 'sampling', '"sampling"'],
  ['another kind', { kind: 'silence' }, '{"kind":"silence"}'],
  ['a function with the right kind', Object.assign(() => {}, { kind: 'sampling' }), '() => {}'],
])('a matcher refuses %s', (_, received, shown) => {
  expect(() => assertKind('toReach', received, 'sampling')).toThrow(
    new TypeError(`toReach judges an observation of kind "sampling", and was given ${shown}`),
  );
});

test('a matcher takes its kind', () => {
  expect(() => assertKind('toReach', observation('sampling'), 'sampling')).not.toThrow();
});

test('.not is refused, and nothing else', () => {
  expect(() => refuseNot('toReach', true, 'name the outcome')).toThrow(
    new TypeError('expect(…).not.toReach() would pass on anything else: name the outcome'),
  );
  for (const isNot of [false, undefined]) expect(() => refuseNot('toReach', isNot, 'x')).not.toThrow();
});

test('what can’t be told is thrown, and a sample that was cut says by what', () => {
  expect(() => cannotTell('too few')).toThrow(new Inconclusive('too few'));
  expect(tooFew(2, 4)).toBe('only 2 of 4 probes came to an end in the time for a sample, and no fewer are enough');
});
