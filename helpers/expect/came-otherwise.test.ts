import { expect, test } from '@jest/globals';
import { cameOtherwise } from './came-otherwise.ts';
import type { Asked } from './observation.ts';

const backends = [{ name: 'shop/a' }];

function asked(observation: object): Asked {
  return { observation } as Asked;
}

const sampling = (...results: object[]) => cameOtherwise(asked({ kind: 'sampling', backends, results }));
const traffic = (...results: object[]) => cameOtherwise(asked({ kind: 'continuity', backends, results }));
const silence = (negative: object, control: object, arrivedAt: string[] = []) =>
  cameOtherwise(asked({ kind: 'silence', rule: { outcomes: ['timeout'] }, pairs: [{ negative, control }], arrivedAt }));

const answered = { outcome: 'answered', backend: 'shop/a' };
const broken = { outcome: 'broken' };

test('of a sample: an answer that is missing, or comes from somebody else', () => {
  expect(sampling(answered, broken)).toBe(false);
  expect(sampling(answered, { outcome: 'refused' })).toBe(true);
  expect(sampling(answered, { outcome: 'answered', backend: 'shop/b' })).toBe(true);
});

test('of traffic: an answer that is missing', () => {
  expect(traffic(answered, broken)).toBe(false);
  expect(traffic(answered, { outcome: 'timeout' })).toBe(true);
});

test('of a silence: who was reached, an end that is not allowed, a control that did not answer', () => {
  expect(silence({ outcome: 'timeout' }, answered)).toBe(false);
  expect(silence(broken, broken)).toBe(false);
  expect(silence(answered, answered)).toBe(true);
  expect(silence({ outcome: 'timeout', backend: 'shop/a' }, answered)).toBe(true);
  expect(silence({ outcome: 'refused' }, answered)).toBe(true);
  expect(silence({ outcome: 'timeout' }, { outcome: 'timeout' })).toBe(true);
  expect(silence({ outcome: 'timeout' }, answered, ['shop/a'])).toBe(true);
  const well = { negative: { outcome: 'timeout' }, control: answered };
  const pairs = [well, { ...well, negative: answered }, well];
  expect(cameOtherwise(asked({ kind: 'silence', rule: { outcomes: ['timeout'] }, pairs, arrivedAt: [] }))).toBe(true);
});
