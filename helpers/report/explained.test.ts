import { expect, test } from '@jest/globals';
import { explained } from './explained.ts';
import { sampleResult } from './sample.ts';

test('the explanation, and below it what the facts say of the cause', () => {
  const failed = sampleResult('ARTICLE-7', { reason: 'no answer', explanation: 'no answer\n  expected: one' });
  expect(explained(failed)).toBe('no answer\n  expected: one');
  const diagnosis = ['seen: node node-3 answers on no nodePort', 'likely: that rule is why'];
  expect(explained({ ...failed, diagnosis })).toBe(
    `no answer
  expected: one
  diagnosis:
    seen: node node-3 answers on no nodePort
    likely: that rule is why`,
  );
  expect(explained(sampleResult('ARTICLE-1'))).toBe('');
});
