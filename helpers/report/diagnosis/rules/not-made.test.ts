import { expect, test } from '@jest/globals';
import { observation } from '../sample-facts.ts';
import { says } from '../says.ts';
import { notMade } from './not-made.ts';

test('probes that could not be made are told from the Service', () => {
  const words = [{ outcome: 'broken' as const, detail: 'exec: websocket closed (1006)', count: 3 }];
  expect(says(notMade, { observations: [observation({ outcomes: { broken: 3, timeout: 1 }, words })] })).toEqual([
    'seen: 3 probes of this process could not be made (exec: websocket closed (1006)): that says nothing of the Service',
  ]);
  expect(says(notMade, { observations: [observation()] })).toEqual([]);
});
