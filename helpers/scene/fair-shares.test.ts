import { expect, test } from '@jest/globals';
import { fairShares } from './fair-shares.ts';

const shares = (...counts: number[]) => Object.fromEntries(counts.map((count, index) => [`shop/b${index}`, count]));

test('a random choice may be as uneven as five standard deviations', () => {
  const rule = fairShares('iptables', 3, 300);
  expect(rule.words).toBe('of 300 connections, each of 3 backends 60 to 140');
  expect(rule.holds(shares(60, 100, 140))).toBe(true);
  expect(rule.holds(shares(59, 101, 140))).toBe(false);
  expect(rule.holds(shares(60, 99, 141))).toBe(false);
  expect(fairShares('nftables', 5, 300).words).toBe('of 300 connections, each of 5 backends 26 to 94');
  expect(fairShares('none', 3, 300).words).toBe(rule.words);
});

test('a backend without a connection, and one too many, are uneven in every mode', () => {
  for (const mode of ['iptables', 'nftables', 'ipvs', 'unknown'] as const) {
    const rule = fairShares(mode, 3, 300);
    expect(rule.holds(shares(150, 150))).toBe(false);
    expect(rule.holds(shares(75, 75, 75, 75))).toBe(false);
    expect(rule.holds(undefined)).toBe(false);
  }
});

test('ipvs takes turns', () => {
  const rule = fairShares('ipvs', 3, 300);
  expect(rule.words).toBe('of 300 connections, each of 3 backends as many, give or take one');
  expect(rule.holds(shares(100, 101, 100))).toBe(true);
  expect(rule.holds(shares(99, 101, 100))).toBe(false);
});

test('of an unknown proxy only starvation is told', () => {
  const rule = fairShares('unknown', 3, 300);
  expect(rule.words).toBe('of 300 connections, each of 3 backends some');
  expect(rule.holds(shares(298, 1, 1))).toBe(true);
  expect(rule.holds(shares(299, 1, 0))).toBe(false);
});
