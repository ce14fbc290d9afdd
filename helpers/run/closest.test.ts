import { expect, test } from '@jest/globals';
import { closest } from './closest.ts';

const OPTIONS = ['--nodes', '--proxy-mode', '--keep'];

test.each([
  ['--nodse', '--nodes'],
  ['--NODES', '--nodes'],
  ['--mode', '--nodes'],
  ['--kep', '--keep'],
  ['--proxymode', '--proxy-mode'],
])('%s was probably meant as %s', (word, meant) => {
  expect(closest(word, OPTIONS)).toBe(meant);
});

test.each(['', '-x', '--kubeconfig', 'entirely different'])('nothing is near "%s"', (word) => {
  expect(closest(word, OPTIONS)).toBeUndefined();
});

test('of two that are equally near it is the first', () => {
  expect(closest('cat', ['bat', 'hat'])).toBe('bat');
});

test('nothing is near where nothing is known', () => {
  expect(closest('cat', [])).toBeUndefined();
});
