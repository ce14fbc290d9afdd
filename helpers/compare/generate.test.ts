import { expect, test } from '@jest/globals';
import { casesOf } from './generate.ts';
import { PROBES_OF_A_SERVICE, TARGETS } from './plan.ts';

test('a seed always gives the same cases, however many are wanted', () => {
  expect(casesOf(5, 30)).toEqual(casesOf(5, 90).slice(0, 30));
  expect(casesOf(5, 30)).not.toEqual(casesOf(6, 30));
});

test('a case is known by its number, and so many in a row are of one Service', () => {
  const cases = casesOf(5, 40);
  expect(cases.map(({ index }) => index)).toEqual(cases.map((_, index) => index));
  expect(new Set(cases.map(({ service }) => service)).size).toBe(40 / PROBES_OF_A_SERVICE);
});

test('everything that may be drawn is drawn: targets, clients, policies, affinity, Services that nobody backs', () => {
  const cases = casesOf(5, 2_000);
  const drawn = (of: (each: (typeof cases)[number]) => unknown) => [...new Set(cases.map(of))];
  expect(drawn(({ probe }) => probe.to).sort()).toEqual(TARGETS.toSorted());
  expect(drawn(({ probe }) => `${probe.from} ${probe.at}`)).toHaveLength(9);
  expect(drawn(({ service }) => service.externalTrafficPolicy)).toHaveLength(3);
  expect(drawn(({ service }) => service.affinitySeconds).length).toBeGreaterThan(3);
  expect(drawn(({ service }) => service.pods.length === 0)).toHaveLength(2);
});
