import { expect, test } from '@jest/globals';
import { chosenTrials, isKeptIn } from './choose.ts';
import { sampleRecord, sampleRun } from './sample-record.ts';

const both = ['iptables', 'nftables'] as const;
const trials = [
  { name: 'one', version: 1, modes: both },
  { name: 'two', version: 2, modes: both },
  { name: 'three', version: 1, modes: ['iptables'] as const },
];
const nothing = () => false;
const names = (chosen: readonly { name: string }[]) => chosen.map(({ name }) => name);

test('without a name all that make sense in the mode and are not kept yet', () => {
  expect(names(chosenTrials([], trials, 'nftables', nothing))).toEqual(['one', 'two']);
  expect(names(chosenTrials([], trials, 'iptables', ({ name }) => name === 'one'))).toEqual(['two', 'three']);
});

test('what is named is tried again', () => {
  expect(names(chosenTrials(['two', 'one'], trials, 'iptables', () => true))).toEqual(['two', 'one']);
});

test('a name that there is not, or not in this mode, is refused with the nearest', () => {
  expect(() => chosenTrials(['thre'], trials, 'iptables', nothing)).toThrow(
    'thre: there is no such fault or condition; did you mean three?',
  );
  expect(() => chosenTrials(['three'], trials, 'nftables', nothing)).toThrow('three: makes no sense in mode nftables');
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
