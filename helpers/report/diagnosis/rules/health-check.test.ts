import { expect, test } from '@jest/globals';
import { type FieldsFacts, HEALTH_CHECK, STATUS } from '../../failure-facts.ts';
import { says } from '../says.ts';
import { healthCheck } from './health-check.ts';

const about = `the ${HEALTH_CHECK} 172.18.0.4:31969 of node node-3`;

function judged(expected: string, value: unknown, path = STATUS): { fields: FieldsFacts[] } {
  return { fields: [{ about, service: null, client: 'the API', wrong: [{ path, expected, value }] }] };
}

test('nobody answers', () => {
  expect(says(healthCheck, judged('200', 0))).toEqual([
    `seen: ${about} answers nobody: load balancers leave that node out`,
  ]);
});

test('well where it is not, and not where it is', () => {
  expect(says(healthCheck, judged('503', 200))).toEqual([
    `seen: ${about} answers with status 200 where 503 is due: load balancers send there, where no backend is ready`,
  ]);
  expect(says(healthCheck, judged('200', 503))).toEqual([
    `seen: ${about} answers with status 503 where 200 is due: load balancers leave that node out, or can not tell`,
  ]);
});

test('nothing of another field, or of another thing that has a status', () => {
  expect(says(healthCheck, judged('"1"', '2', 'weight'))).toEqual([]);
  const [other] = judged('422', 201).fields;
  expect(says(healthCheck, { fields: other ? [{ ...other, about: 'Service shop/web' }] : [] })).toEqual([]);
});
