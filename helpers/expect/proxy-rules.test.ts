import { expect, test } from '@jest/globals';
import {
  externalWithoutLocal,
  internalWithoutLocal,
  unallocatedClusterIP,
  undeclaredPort,
  withoutEndpoints,
} from './proxy-rules.ts';

const MODES = ['iptables', 'nftables', 'ipvs', 'unknown'] as const;

/** The table "What differs between proxy modes", as outcomes; `!` is the one that has to be seen. */
test.each([
  ['withoutEndpoints', withoutEndpoints, ['refused! timeout', 'refused! timeout', 'refused! timeout', 'any']],
  ['undeclaredPort', undeclaredPort, ['any', 'refused! timeout', 'refused! timeout', 'any']],
  ['unallocatedClusterIP', unallocatedClusterIP, ['any', 'timeout', 'any', 'any']],
  ['externalWithoutLocal', externalWithoutLocal, ['timeout', 'timeout', 'timeout', 'any']],
  ['internalWithoutLocal', internalWithoutLocal, ['timeout', 'timeout', 'refused! timeout', 'any']],
] as const)('%s', (_, ruleOf, expected) => {
  const ends = MODES.map((mode) => {
    const { outcomes, mustSee } = ruleOf(mode);
    const all = outcomes.map((outcome) => (outcome === mustSee ? `${outcome}!` : outcome)).join(' ');
    return all === 'stranger refused timeout unroutable' ? 'any' : all;
  });
  expect(ends).toEqual(expected);
});

test('a cluster without a proxy is held to the default mode, and the words say so', () => {
  expect(externalWithoutLocal('none')).toEqual({
    ...externalWithoutLocal('iptables'),
    words: 'timeout (no kube-proxy, held to mode iptables)',
  });
  expect(externalWithoutLocal('nftables').words).toBe('timeout (kube-proxy in mode nftables)');
});
