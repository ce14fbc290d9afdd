import { expect, test } from '@jest/globals';
import { type FieldsFacts, MOVED, MOVED_AFTER_SILENCE } from '../../failure-facts.ts';
import { says } from '../says.ts';
import { affinityEnd } from './affinity-end.ts';

const about = '20 ports of shop/web with timeoutSeconds 12';

function judged(path: string, value: unknown): FieldsFacts {
  return { about, service: 'shop/web', client: 'pod on node-1', wrong: [{ path, expected: 'something else', value }] };
}

test('moved before its time', () => {
  const moved = ['port 81: shop/web-a, 3365 ms later shop/web-b', 'port 83: shop/web-b, 3366 ms later shop/web-a'];
  expect(says(affinityEnd, { fields: [judged(MOVED, moved)] })).toEqual([
    `seen: pod on node-1, at ${about}, was led to another pod before that time was over: port 81: shop/web-a, 3365 ms later shop/web-b`,
  ]);
});

test('did not move after it', () => {
  expect(says(affinityEnd, { fields: [judged(MOVED_AFTER_SILENCE, [])] })).toEqual([
    `seen: pod on node-1, at ${about}, was led to the same pods at every port after a silence that was longer: affinity did not end`,
  ]);
});

test('nothing of values that say something else', () => {
  expect(says(affinityEnd, {})).toEqual([]);
  expect(says(affinityEnd, { fields: [judged('unanswered', 3), judged(MOVED, [])] })).toEqual([]);
});
