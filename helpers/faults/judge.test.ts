import { expect, test } from '@jest/globals';
import type { Verdict } from '../report/results.ts';
import type { Condition, Fault } from './fault.ts';
import { exitCodeOf, expectedOf, expectedUnder, judge, type Role } from './judge.ts';

const puts: Fault['puts'] = async () => ({ [Symbol.asyncDispose]: async () => {} });
const fault: Fault = { what: 'x', like: 'y', mustFail: ['UDP-1'], cannotTell: ['UDP-3'], puts };

const came = (pairs: Record<string, [Role, Verdict]>) => ({
  expected: Object.entries(pairs).map(([id, [role]]) => ({ id, role })),
  results: Object.entries(pairs).map(([id, [, verdict]]) => ({ id, verdict })),
});

test.each<[string, Record<string, [Role, Verdict]>, string]>([
  ['all as listed', { a: ['must fail', 'failed'], b: ['must pass', 'passed'] }, 'as listed'],
  ['a fault that was missed', { a: ['must fail', 'passed'], b: ['must pass', 'passed'] }, 'differs'],
  ['one failure too many', { a: ['must fail', 'failed'], b: ['must pass', 'failed'] }, 'differs'],
  ['what can not tell failed', { a: ['must fail', 'failed'], b: ['cannot tell', 'failed'] }, 'differs'],
  ['what can not tell passed', { a: ['must fail', 'failed'], b: ['cannot tell', 'passed'] }, 'differs'],
  ['what can not tell can not', { a: ['must fail', 'failed'], b: ['cannot tell', 'inconclusive'] }, 'as listed'],
  ['a control in doubt', { a: ['must fail', 'failed'], b: ['must pass', 'inconclusive'] }, 'could not tell'],
  ['what must fail in doubt', { a: ['must fail', 'inconclusive'], b: ['must pass', 'passed'] }, 'could not tell'],
  [
    'an accusation counts more than a doubt',
    { a: ['must fail', 'inconclusive'], b: ['must pass', 'failed'] },
    'differs',
  ],
  ['one of two skipped', { a: ['must fail', 'failed'], b: ['must fail', 'skipped'] }, 'as listed'],
  ['all that had to fail skipped', { a: ['must fail', 'skipped'], b: ['must pass', 'passed'] }, 'could not tell'],
  ['doubt that is allowed', { a: ['may doubt', 'inconclusive'], b: ['must pass', 'passed'] }, 'as listed'],
  ['an accusation under a condition', { a: ['may doubt', 'failed'], b: ['must pass', 'passed'] }, 'differs'],
])('%s', (_, pairs, verdict) => {
  const { expected, results } = came(pairs);
  expect(judge(expected, results)).toBe(verdict);
});

test('what was not asked could not tell', () => {
  expect(judge([{ id: 'a', role: 'must pass' }], [])).toBe('could not tell');
});

test('a fault is asked for what must fail, in its mode too, and ten others', () => {
  const expected = expectedOf({ ...fault, mustFailIn: { iptables: ['NODEPORT-3'] } }, 'iptables');
  const roles = Map.groupBy(expected, ({ role }) => role);
  expect(roles.get('must fail')?.map(({ id }) => id)).toEqual(['UDP-1', 'NODEPORT-3']);
  expect(roles.get('cannot tell')?.map(({ id }) => id)).toEqual(['UDP-3']);
  expect(roles.get('must pass')).toHaveLength(10);
  expect(expectedOf(fault, 'nftables').map(({ id }) => id)).not.toContain('NODEPORT-3');
});

test('a condition accuses nobody, and doubts only where that is listed', () => {
  const condition: Condition = { what: 'x', why: 'y', concerns: ['ARTICLE-6'], mayDoubt: ['SOURCE-1'], puts };
  const expected = expectedUnder(condition);
  expect(expected).toHaveLength(11);
  expect(expected[0]).toEqual({ id: 'ARTICLE-6', role: 'must pass' });
  expect(expected).toContainEqual({ id: 'SOURCE-1', role: 'may doubt' });
});

test('the exit code of a loop', () => {
  expect(exitCodeOf(['as listed', 'as listed'])).toBe(0);
  expect(exitCodeOf(['as listed', 'could not tell'])).toBe(2);
  expect(exitCodeOf(['could not tell', 'differs'])).toBe(1);
  expect(exitCodeOf([])).toBe(0);
});
