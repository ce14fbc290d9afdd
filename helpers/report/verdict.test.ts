import { describe, expect, test } from '@jest/globals';
import type { Verdict } from './results.ts';
import { sampleResult } from './sample.ts';
import { overall, totalsOf } from './verdict.ts';

const of = (...verdicts: Verdict[]) =>
  verdicts.map((verdict, index) =>
    sampleResult(`ARTICLE-${index + 1}`, { verdict, reason: verdict === 'passed' ? '' : 'why' }),
  );

const PASSED = { verdict: 'passed', exitCode: 0 };
const FAILED = { verdict: 'failed', exitCode: 1 };
const UNKNOWN = { verdict: 'inconclusive', exitCode: 2 };
const NONE = 'nothing was selected, so nothing passed';
const SKIPPED = 'everything was skipped, so nothing passed';

describe('every combination of verdicts, with and without a run error', () => {
  test.each<[Verdict[], object, string[], object]>([
    [[], UNKNOWN, [NONE], UNKNOWN],
    [['passed'], PASSED, [], UNKNOWN],
    [['failed'], FAILED, [], FAILED],
    [['inconclusive'], UNKNOWN, [], UNKNOWN],
    [['skipped'], UNKNOWN, [SKIPPED], UNKNOWN],
    [['passed', 'failed'], FAILED, [], FAILED],
    [['passed', 'inconclusive'], UNKNOWN, [], UNKNOWN],
    [['passed', 'skipped'], PASSED, [], UNKNOWN],
    [['failed', 'inconclusive'], FAILED, [], FAILED],
    [['failed', 'skipped'], FAILED, [], FAILED],
    [['inconclusive', 'skipped'], UNKNOWN, [], UNKNOWN],
    [['passed', 'failed', 'inconclusive'], FAILED, [], FAILED],
    [['passed', 'failed', 'skipped'], FAILED, [], FAILED],
    [['passed', 'inconclusive', 'skipped'], UNKNOWN, [], UNKNOWN],
    [['failed', 'inconclusive', 'skipped'], FAILED, [], FAILED],
    [['passed', 'failed', 'inconclusive', 'skipped'], FAILED, [], FAILED],
  ])('%j', (verdicts, without, errors, withError) => {
    expect(overall(of(...verdicts), [], { require: [] })).toEqual({ ...without, errors });
    expect(overall(of(...verdicts), ['no cluster'], { require: [] })).toEqual({ ...withError, errors: ['no cluster'] });
  });
});

describe('a required requirement', () => {
  const skipped = 'ARTICLE-2 is required and was skipped: why';

  test('that passed changes nothing', () => {
    expect(overall(of('passed', 'skipped'), [], { require: ['ARTICLE-1'] })).toEqual({ ...PASSED, errors: [] });
  });

  test('that was skipped leaves the run without a verdict', () => {
    expect(overall(of('passed', 'skipped'), [], { require: ['ARTICLE-2'] })).toEqual({ ...UNKNOWN, errors: [skipped] });
  });

  test('that was not selected leaves the run without a verdict', () => {
    const errors = ['ARTICLE-9 is required and was not selected: select it too'];
    expect(overall(of('passed'), [], { require: ['ARTICLE-9'] })).toEqual({ ...UNKNOWN, errors });
  });

  test('that was skipped does not hide a failure', () => {
    expect(overall(of('failed', 'skipped'), [], { require: ['ARTICLE-2'] })).toEqual({ ...FAILED, errors: [skipped] });
  });
});

test('where some were skipped and some waived, both are named as what is no pass', () => {
  const waived = {
    ...sampleResult('ARTICLE-7', { verdict: 'failed' }),
    waived: { reason: 'known', until: '2027-01-01' },
  };
  const errors = ['everything was skipped or waived, so nothing passed'];
  expect(overall([...of('skipped'), waived], [], { require: [] })).toEqual({ ...UNKNOWN, errors });
});

test('totals count every verdict, those that did not come too', () => {
  expect(totalsOf(of('passed', 'passed', 'skipped'))).toEqual({ passed: 2, failed: 0, inconclusive: 0, skipped: 1 });
});
