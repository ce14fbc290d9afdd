import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepTrial, readTrials } from './record.ts';
import { sampleRun } from './sample-record.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'faults-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const key = { kind: 'fault', name: 'one', mode: 'iptables', kubernetesVersion: 'v1.36.3' } as const;

test('a run is added to those before it, red ones too', () => {
  const red = sampleRun({ verdict: 'differs' });
  const green = sampleRun({ version: 2 });
  keepTrial(dir, key, red);
  keepTrial(dir, key, green);
  keepTrial(dir, { ...key, mode: 'nftables' }, green);
  expect(readTrials(dir)).toEqual([
    { ...key, runs: [red, green] },
    { ...key, mode: 'nftables', runs: [green] },
  ]);
  expect(readdirSync(dir)).toEqual(['one.iptables.v1.36.3.json', 'one.nftables.v1.36.3.json']);
});

test('where nothing was kept yet there is nothing', () => {
  expect(readTrials(join(dir, 'none'))).toEqual([]);
});
