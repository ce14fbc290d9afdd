import { expect, test } from '@jest/globals';
import { annotations } from './annotations.ts';
import { junitXml } from './junit.ts';
import { SAMPLE_REPORT, sampleResult } from './sample.ts';
import { problemsOf } from './schema.ts';
import { requirementRow } from './terminal-row.ts';
import { terminalStyle } from './terminal-style.ts';
import { summary } from './terminal-summary.ts';
import { overall, totalsOf } from './verdict.ts';
import { applyWaivers } from './waivers.ts';

const NOON = new Date('2026-12-31T12:00:00Z');
const FAILED = sampleResult('ARTICLE-7', { verdict: 'failed', reason: 'no answer', explanation: 'no answer' });
const PASSED = sampleResult('ARTICLE-1');
const waiver = (until: string, id = 'ARTICLE-7') => ({ id, reason: 'a firewall', until });
const require: string[] = [];

test('what is waived does not keep the run from passing, to the end of its day', () => {
  const { results, errors } = applyWaivers([PASSED, FAILED], [waiver('2026-12-31')], NOON);
  expect(results).toEqual([PASSED, { ...FAILED, waived: { reason: 'a firewall', until: '2026-12-31' } }]);
  expect(overall(results, errors, { require })).toEqual({ verdict: 'passed', exitCode: 0, errors: [] });
});

test('so is one that could not be told', () => {
  const doubtful = sampleResult('ARTICLE-7', { verdict: 'inconclusive', reason: 'no control' });
  const { results } = applyWaivers([PASSED, doubtful], [waiver('2027-01-01')], NOON);
  expect(overall(results, [], { require })).toMatchObject({ verdict: 'passed' });
});

test('one that has run out waives nothing, and the run fails whatever its requirement does', () => {
  const error = 'the waiver of ARTICLE-7 ran out on 2026-12-30 (a firewall): renew it or take it out';
  const failed = applyWaivers([PASSED, FAILED], [waiver('2026-12-30')], NOON);
  expect(failed).toEqual({ results: [PASSED, FAILED], errors: [error] });
  expect(overall(failed.results, failed.errors, { require })).toMatchObject({ verdict: 'failed', exitCode: 1 });
  const passed = applyWaivers([PASSED], [waiver('2026-12-30', 'ARTICLE-1')], NOON);
  expect(overall(passed.results, passed.errors, { require })).toMatchObject({ verdict: 'inconclusive', exitCode: 2 });
});

test('a waiver is for its own requirement alone', () => {
  const other = sampleResult('ARTICLE-8', { verdict: 'failed', reason: 'no answer' });
  const waivers = [waiver('2027-01-01', 'ARTICLE-1'), waiver('2027-01-01')];
  const { results } = applyWaivers([other, FAILED], waivers, NOON);
  expect(results).toEqual([other, { ...FAILED, waived: { reason: 'a firewall', until: '2027-01-01' } }]);
  expect(overall(results, [], { require })).toMatchObject({ verdict: 'failed', exitCode: 1 });
});

test('a pass needs none, and waivers alone are no pass', () => {
  expect(applyWaivers([PASSED], [waiver('2027-01-01', 'ARTICLE-1')], NOON).results).toEqual([PASSED]);
  const { results } = applyWaivers([FAILED], [waiver('2027-01-01')], NOON);
  expect(overall(results, [], { require })).toMatchObject({ verdict: 'inconclusive', exitCode: 2 });
});

test('every form of report shows it beside the verdict', () => {
  const { results } = applyWaivers([PASSED, FAILED], [waiver('2027-01-01')], NOON);
  const total = overall(results, [], { require });
  const report = { ...SAMPLE_REPORT, requirements: results, totals: totalsOf(results), ...total };
  const style = terminalStyle({}, { NO_COLOR: '1' });
  const words = 'waived until 2027-01-01: a firewall';
  expect(problemsOf('report', report)).toBeNull();
  expect(summary(report, 'report.json', style)).toContain(`\nwaived:\n  failed  ARTICLE-7  ${words}\n`);
  expect(summary(report, 'report.json', style)).toContain('passed: 1 passed, 1 failed (1 waived), 0 inconclusive');
  const waived = results[1] ?? FAILED;
  expect(requirementRow(waived, style)).toContain(`    ${words}\n`);
  expect(annotations(report)).toEqual([expect.stringMatching(/^::warning title=ARTICLE-7 failed%2C waived::/)]);
  const xml = junitXml(report);
  expect(xml).toContain(`<skipped message="${words}; failed: no answer"/>`);
  expect(xml).not.toContain('<failure');
});
