import { expect, test } from '@jest/globals';
import { plannedTroubles, TROUBLE_KINDS, type TroublePlan } from './troubles.ts';

function planned(plan: Partial<TroublePlan>, requests = 2_000) {
  const next = plannedTroubles({ seed: 1, kinds: TROUBLE_KINDS, share: 0.2, ...plan });
  return Array.from({ length: requests }, () => next());
}

test('the same seed plans the same, another one something else', () => {
  expect(planned({})).toEqual(planned({}));
  expect(planned({})).not.toEqual(planned({ seed: 2 }));
});

test('as many requests meet troubles as are to, of every kind, and half of them reach the server', () => {
  const met = planned({}).flatMap((trouble) => trouble ?? []);
  expect(met.length / 2_000).toBeCloseTo(0.2, 1);
  for (const kind of TROUBLE_KINDS) {
    expect(met.filter((trouble) => trouble.kind === kind).length / met.length).toBeCloseTo(0.2, 1);
  }
  expect(met.filter(({ reachesServer }) => reachesServer).length / met.length).toBeCloseTo(0.5, 1);
});

test('one kind alone, and none', () => {
  const cut = planned({ kinds: ['cut'], share: 1 }, 20);
  expect(new Set(cut.map((trouble) => trouble?.kind))).toEqual(new Set(['cut']));
  expect(planned({ share: 0 }, 20)).toEqual(Array(20).fill(undefined));
});

test('a trouble stays with its request, whatever kinds there are', () => {
  const [all, one] = [planned({}), planned({ kinds: ['busy'] })];
  expect(one.map(Boolean)).toEqual(all.map(Boolean));
});
