import { expect, test } from '@jest/globals';
import { clusterIP, observation, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { endedOtherwise } from './ended-otherwise.ts';

const hangs = observation({
  ...{ kind: 'silence', from: podOn('node-1'), to: clusterIP(), expected: 'every probe is refused' },
  outcomes: { timeout: 10, refused: 1, broken: 2 },
});

test('a client that is left waiting', () => {
  expect(says(endedOtherwise, { observations: [hangs] })).toEqual([
    'seen: nobody answers pod clients/node-1 on node node-1 at ClusterIP 10.43.0.7:80, as it has to be, but its probes ended as timeout (10), refused (1); every probe is refused',
  ]);
});

test('nothing where somebody was reached, or the silence holds or was not judged', () => {
  const reached = { ...hangs, outcomes: { answered: 1, timeout: 9 } };
  const arrived = [{ backend: 'shop/web-a', from: '10.42.0.2', count: 1 }];
  for (const each of [reached, { ...hangs, arrived }, { ...hangs, holds: true }, { ...hangs, holds: null }]) {
    expect(says(endedOtherwise, { observations: [each] })).toEqual([]);
  }
  expect(says(endedOtherwise, { observations: [observation()] })).toEqual([]);
});
