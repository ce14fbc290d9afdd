import { expect, test } from '@jest/globals';
import {
  addressOf,
  equal,
  type FieldRule,
  matching,
  none,
  portOf,
  sameSet,
  wrongFields,
  wrongFieldText,
} from './field-rules.ts';

const held = ({ holds }: FieldRule, ...values: readonly unknown[]) => values.map((value) => holds(value));

test('each field is found by its path, and one that is wrong is said with what it is', () => {
  const object = { spec: { ports: [{ nodePort: 30_000 }], name: null, text: 'x' } };
  const rules = {
    'spec.ports.0.nodePort': equal(30_000),
    'spec.ports.1.nodePort': equal(1),
    'spec.name.first': equal('a'),
    'spec.text.length': equal(1),
    'spec.name': equal('b'),
  };
  expect(wrongFields(object, rules).map(wrongFieldText)).toEqual([
    'spec.ports.1.nodePort: expected 1, is absent',
    'spec.name.first: expected "a", is absent',
    'spec.text.length: expected 1, is absent',
    'spec.name: expected "b", is null',
  ]);
  expect(wrongFields(undefined, { a: none })).toEqual([]);
});

test('equal by content', () => {
  expect(held(equal({ a: [1] }), { a: [1] }, { a: [2] }, undefined)).toEqual([true, false, false]);
  expect(equal({ a: [1] }).words).toBe('{"a":[1]}');
});

test('none: not set, or an empty list', () => {
  expect(held(none, undefined, null, [], [0], '', 0)).toEqual([true, true, true, false, false, false]);
  expect(none.words).toBe('none');
});

test('a port of the range, ends included', () => {
  const rule = portOf({ from: 30_000, to: 32_767 });
  expect(held(rule, 30_000, 32_767, 29_999, 32_768, 30_000.5, '30000', null)).toEqual([
    ...[true, true],
    ...[false, false, false, false, false],
  ]);
  expect(rule.words).toBe('a port of 30000-32767');
});

test('an address of one of the ranges', () => {
  const rule = addressOf(['10.43.0.0/16', 'fd00::/112']);
  expect(held(rule, '10.43.1.2', 'fd00::7', '10.44.0.1', 'None', 7, undefined)).toEqual([
    ...[true, true],
    ...[false, false, false, false],
  ]);
  expect(rule.words).toBe('an address of 10.43.0.0/16 or fd00::/112');
});

test('text with the pattern in it', () => {
  expect(held(matching(/nginx|7/), 'the nginx page', 'apache', 7, undefined)).toEqual([true, false, false, false]);
  expect(matching(/nginx/).words).toBe('text with /nginx/');
});

test('exactly these, in any order', () => {
  const rule = sameSet(['b', 'a']);
  expect(held(rule, ['c', 'd'])).toEqual([false]);
  expect(held(rule, ['a', 'b'], ['a'], ['a', 'b', 'b'], 'ab', undefined)).toEqual([true, false, false, false, false]);
  expect(rule.words).toBe('exactly ["b","a"], in any order');
});
