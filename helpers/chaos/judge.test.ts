import { expect, test } from '@jest/globals';
import type { RequirementResult, RunReport } from '../report/results.ts';
import { wrongs } from './judge.ts';

const result = (verdict: RequirementResult['verdict'], explanation = '') =>
  ({ id: 'UDP-1', verdict, explanation }) as RequirementResult;
const judged = (...requirements: RequirementResult[]) =>
  wrongs({ report: { requirements, errors: [] } as unknown as RunReport, differences: [] });

test('what ends as on a calm day is right, and what names the trouble', () => {
  expect(judged(result('passed'), result('skipped'))).toEqual([]);
  for (const cause of [
    'get pods a/b: 429 TooManyRequests: x',
    '3 broken: exec in pod a/b',
    'list pods: no answer: x',
    'pod a/b -> pod c/d: the traffic paused for 4011 ms, more than 3000 ms',
    'pod a/b -> pod c/d: one probe alone is no continuous traffic',
  ]) {
    expect(judged(result('inconclusive', `UDP-1: ${cause}`))).toEqual([]);
  }
});

test('an accusation is wrong, and a doubt without its cause', () => {
  expect(judged(result('failed', 'UDP-1: no answer: x'))).toEqual(['UDP-1 failed: UDP-1: no answer: x']);
  expect(judged(result('inconclusive', 'UDP-1: too early'))).toEqual(['UDP-1 inconclusive: UDP-1: too early']);
});

test('what was left behind is wrong', () => {
  const differences = ['left: services a/b'];
  const report = { requirements: [], errors: [] } as unknown as RunReport;
  expect(wrongs({ report, differences })).toEqual(differences);
});

test('what could not be done at all has to name the trouble too', () => {
  const errors = [
    'the contrast could not be observed: get pods/log a/b: no answer: no whole answer within 15000 ms',
    'the contrast could not be observed: the Service has no nodePort',
  ];
  const report = { requirements: [], errors } as unknown as RunReport;
  expect(wrongs({ report, differences: [] })).toEqual(errors.slice(1));
});
