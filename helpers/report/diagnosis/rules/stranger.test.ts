import { expect, test } from '@jest/globals';
import { clusterIP, look, nodePort, observation, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { stranger } from './stranger.ts';

const DETAIL = "an answer with status 200, without this run's nonce";
const answered = observation({
  ...{ to: { ...nodePort('node-3'), port: 80 }, outcomes: { stranger: 20, timeout: 1 } },
  words: [{ outcome: 'stranger', detail: DETAIL, count: 20 }],
});
const WHO = `seen: answers at 172.18.0.4:80 come from a stranger: 20 of 21 to this process (${DETAIL})`;

test('strangers are counted, and the network named where a backend answers the same to somebody inside', () => {
  const looks = [look(podOn('node-1'), answered.to)];
  expect(says(stranger, { observations: [answered], looks })).toEqual([
    WHO,
    'likely: something on the network between this process and the nodes intercepts port 80: from inside the cluster a backend answers at 172.18.0.4:80',
  ]);
});

test('without that, only what was seen is said', () => {
  expect(says(stranger, { observations: [answered] })).toEqual([WHO]);
  expect(says(stranger, { observations: [answered], looks: [look(podOn('node-1'), clusterIP())] })).toEqual([WHO]);
});

test('a stranger where anything but ours may come, and none at all, say nothing', () => {
  expect(says(stranger, { observations: [{ ...answered, kind: 'silence', asExpected: true, holds: true }] })).toEqual(
    [],
  );
  expect(says(stranger, { observations: [observation()] })).toEqual([]);
});
