import { expect, test } from '@jest/globals';
import { ApiError } from '../kube/api-error.ts';
import { answerOf } from './rejection.ts';

const REQUEST = { verb: 'create', resource: 'services' };
const rejected = (code: number | undefined, transient: boolean) => {
  const causes = [{ field: 'spec.ports[0].nodePort', reason: 'FieldValueInvalid', message: 'is taken' }];
  const answer = { reason: 'Invalid', words: 'it is invalid', transient, causes };
  return Promise.reject(new ApiError(REQUEST, code === undefined ? answer : { code, ...answer }));
};

test('an answer is that it was accepted, or why not', async () => {
  expect(await answerOf(Promise.resolve({ kind: 'Service' }))).toEqual({ accepted: true, object: { kind: 'Service' } });
  expect(await answerOf(rejected(422, false))).toEqual({
    ...{ accepted: false, code: 422, reason: 'Invalid', words: 'it is invalid' },
    fields: ['spec.ports[0].nodePort'],
  });
});

test.each([
  ['no whole answer', () => rejected(undefined, true)],
  ['a server that is busy', () => rejected(429, true)],
  ['a server that failed', () => rejected(500, true)],
  ['a defect of ours', () => Promise.reject(new TypeError('x is undefined'))],
])('%s is no answer to the request', async (_, request) => {
  await expect(answerOf(request())).rejects.toThrow(/create services|x is undefined/);
});
