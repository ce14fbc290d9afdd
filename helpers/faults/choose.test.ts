import { expect, test } from '@jest/globals';
import { chosenTrials, isKeptIn } from './choose.ts';
import { sampleRecord, sampleRun } from './sample-record.ts';

const both = ['iptables', 'nftables'] as const;
const trials = [
  { name: 'one', version: 1, modes: both, dualStack: false },
  { name: 'two', version: 2, modes: both, dualStack: false },
  { name: 'three', version: 1, modes: ['iptables'] as const, dualStack: false },
];
const nothing = () => false;
const names = (chosen: readonly { name: string }[]) => chosen.map(({ name }) => name);

test('without a name all that make sense in the mode and are not kept yet', () => {
  expect(names(chosenTrials([], trials, { mode: 'nftables', dualStack: false }, nothing))).toEqual(['one', 'two']);
  expect(names(chosenTrials([], trials, { mode: 'iptables', dualStack: false }, ({ name }) => name === 'one'))).toEqual(
    ['two', 'three'],
  );
});

test('what is named is tried again', () => {
  expect(names(chosenTrials(['two', 'one'], trials, { mode: 'iptables', dualStack: false }, () => true))).toEqual([
    'two',
    'one',
  ]);
});

test('a name that there is not, or not in this mode, is refused with the nearest', () => {
  expect(() => chosenTrials(['thre'], trials, { mode: 'iptables', dualStack: false }, nothing)).toThrow(
    'thre: there is no such fault or condition; did you mean three?',
  );
  expect(() => chosenTrials(['three'], trials, { mode: 'nftables', dualStack: false }, nothing)).toThrow(
    'three: makes no sense in mode nftables',
  );
});

test('a run is kept for its version, its mode and its Kubernetes, whatever it found', () => {
  const records = [sampleRecord({ name: 'two', runs: [sampleRun({ version: 1, verdict: 'differs' })] })];
  const isKept = isKeptIn(records, { mode: 'iptables', kubernetesVersion: 'v1.36.3' });
  expect(isKept({ name: 'two', version: 1 })).toBe(true);
  expect(isKept({ name: 'two', version: 2 })).toBe(false);
  expect(isKeptIn(records, { mode: 'nftables', kubernetesVersion: 'v1.36.3' })({ name: 'two', version: 1 })).toBe(
    false,
  );
  expect(isKeptIn(records, { mode: 'iptables', kubernetesVersion: 'v1.35.0' })({ name: 'two', version: 1 })).toBe(
    false,
  );
});

test('what is for both families is tried on a cluster that has both, and nothing else is', () => {
  const six = { name: 'six', version: 1, modes: both, dualStack: true };
  const dual = { mode: 'iptables', dualStack: true } as const;
  expect(names(chosenTrials([], [...trials, six], dual, nothing))).toEqual(['six']);
  expect(() => chosenTrials(['one'], trials, dual, nothing)).toThrow('one: is for --ip-family ipv4');
});
