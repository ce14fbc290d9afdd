/** A real Jest runs specs of every kind, those that break too, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, jest as timers } from '@jest/globals';
import pc from 'picocolors';
import type { Progress } from '../run/context.ts';
import RequirementReporter from './jest-reporter.ts';
import { readErrors, readRecords } from './read-records.ts';
import { writeRecord } from './records.ts';
import { sampleResult } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

const PREAMBLE = `
import { writeRecord } from '${here}records.ts';
import { sampleResult } from '${here}sample.ts';
const dir = JSON.parse((await import('node:fs')).readFileSync(process.env.SERVICE_CONFORMANCE_RUN, 'utf8')).recordsDir;
const record = (id, stated) => writeRecord(dir, sampleResult(id, stated));
`;

const SPECS = {
  'a.spec.ts': `${PREAMBLE}
test('ARTICLE-1', () => record('ARTICLE-1'));
test('ARTICLE-7: sentence', () => { record('ARTICLE-7', { verdict: 'failed', reason: 'why' }); throw new Error('why'); });
test('ARTICLE-8', () => { throw new TypeError('a defect\\nof the spec'); });
test('ARTICLE-9', () => record('ARTICLE-9', { cells: [] }));
`,
  'b.spec.ts': `import 'not-there';`,
  'c.spec.ts': `${PREAMBLE}
afterAll(() => { record('ARTICLE-12'); throw new Error('not removed'); });
test('ARTICLE-2', () => record('ARTICLE-2'));
console.log('noise');
`,
};

test('in a real run it prints rows and errors, nothing of Jest, and leaves the errors for the run', () => {
  using folder = temporaryFolder();
  const records = join(folder.path, 'records');
  mkdirSync(records);
  for (const [name, text] of Object.entries(SPECS)) writeFileSync(join(folder.path, name), text);
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder.path, 'run.json'), JSON.stringify({ recordsDir: records, selected: [] }));
  const config = {
    ...{
      rootDir: folder.path,
      testMatch: ['**/*.spec.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      silent: true,
    },
    reporters: [join(here, 'jest-reporter.ts')],
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [jest, '--runInBand', '--config', JSON.stringify(config)],
    {
      cwd: folder.path,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
        SERVICE_CONFORMANCE_RUN: join(folder.path, 'run.json'),
      },
    },
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(
    withoutStacks(stdout),
  ).toBe(`✓ ARTICLE-1   passed            1.2 s    40 probes  my-deployment MUST roll out: 2 pods Ready, both of them endpoints of its Services.
✗ ARTICLE-7   failed            1.2 s    40 probes  From outside, node-ip:nodePort MUST show the nginx page on every node.
    why
error: a.spec.ts: "ARTICLE-8" failed without a verdict
    TypeError: a defect
    of the spec
? ARTICLE-9   inconclusive      1.2 s               From pods, the ClusterIP of nodeport-service MUST lead to both pods.
    ARTICLE-9: it was reported as passed and nothing was observed
✓ ARTICLE-2   passed            1.2 s    40 probes  my-service, which names no type, MUST be a ClusterIP.
✓ ARTICLE-12  passed            1.2 s    40 probes  kubectl get svc MUST print both Services in the article's columns.
error: c.spec.ts could not be run to its end
    Error: not removed
error: b.spec.ts could not be run to its end
    Cannot find module 'not-there' from 'b.spec.ts'
`);
  expect(readErrors(records)).toEqual([
    'a.spec.ts: "ARTICLE-8" failed without a verdict: TypeError: a defect',
    "b.spec.ts could not be run to its end: Cannot find module 'not-there' from 'b.spec.ts'",
    'c.spec.ts could not be run to its end: Error: not removed',
  ]);
  expect(readRecords(records).map(({ id }) => id)).toEqual([
    'ARTICLE-1',
    'ARTICLE-12',
    'ARTICLE-2',
    'ARTICLE-7',
    'ARTICLE-9',
  ]);
}, 60_000);

describe('a test case that failed', () => {
  const failure = { title: 'it', status: 'failed', failureMessages: ['Error: x'] };
  const error = 'x.spec.ts: "it" failed without a verdict: Error: x';

  test.each([
    ['is explained by a record that failed', 'failed', 'ARTICLE-1 it', []],
    ['is explained by one that is inconclusive', 'inconclusive', 'ARTICLE-1: it', []],
    ['is explained by the sentence in its name', 'failed', sampleResult('ARTICLE-1').sentence, []],
    ['is not explained by a pass: what failed came after it', 'passed', 'ARTICLE-1 it', [error]],
    ['is not explained by the record of an id that begins alike', 'failed', 'ARTICLE-12 it', [error]],
  ] as const)('%s', (_name, verdict, fullName, errors) => {
    using folder = temporaryFolder();
    writeRecord(folder.path, sampleResult('ARTICLE-1', { verdict }));
    reporterOn(folder.path, []).onTestCaseResult({ path: 'x.spec.ts' }, { ...failure, fullName });
    expect(readErrors(folder.path)).toEqual(errors);
  });
});

test('each record is printed once, and one that can not be read is an error line and no crash', () => {
  using folder = temporaryFolder();
  const printed: string[] = [];
  const reporter = reporterOn(folder.path, printed);
  const path = join(folder.path, 'requirement-ARTICLE-1.json');
  writeFileSync(path, '');
  reporter.onRunComplete();
  reporter.onRunComplete();
  expect(printed).toEqual([
    `error: ${path} is not a valid record: Unexpected end of JSON input; only the specs may write there, so run them again\n`,
  ]);
});

afterEach(() => {
  timers.useRealTimers();
});

test('rows come while Jest says nothing, and what is still running is said after ten quiet seconds', () => {
  timers.useFakeTimers();
  using folder = temporaryFolder();
  const printed: string[] = [];
  writeRecord(folder.path, sampleResult('ARTICLE-7'));
  const reporter = reporterOn(folder.path, printed, ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-7', 'ARTICLE-9']);
  reporter.onRunStart();
  for (const id of ['ARTICLE-1', 'ARTICLE-2']) reporter.onTestCaseStart({}, { title: `${id} a sentence.` });
  timers.advanceTimersByTime(9_000);
  expect(printed).toEqual([]);
  writeRecord(folder.path, sampleResult('ARTICLE-1'));
  timers.advanceTimersByTime(1_000);
  expect(printed.splice(0)).toEqual([expect.stringMatching(/^✓ ARTICLE-1 /)]);
  timers.advanceTimersByTime(9_000);
  expect(printed).toEqual([]);
  timers.advanceTimersByTime(1_000);
  expect(printed.splice(0)).toEqual(['still running: ARTICLE-2 (2 left)\n']);
  reporter.onRunComplete();
  timers.advanceTimersByTime(60_000);
  expect(printed).toEqual([]);
});

test('on a terminal the last line says how far it is, and makes way for rows', () => {
  timers.useFakeTimers();
  using folder = temporaryFolder();
  const printed: string[] = [];
  const reporter = reporterOn(folder.path, printed, ['ARTICLE-1', 'ARTICLE-2'], 'live');
  reporter.onRunStart();
  for (const id of ['ARTICLE-1', 'ARTICLE-2']) reporter.onTestCaseStart({}, { title: `${id} a sentence.` });
  timers.advanceTimersByTime(1_000);
  writeRecord(folder.path, sampleResult('ARTICLE-1'));
  timers.advanceTimersByTime(1_000);
  reporter.onRunComplete();
  const erase = '\r\u001b[2K';
  expect(printed).toEqual([
    `${erase}0 of 2 done, 2 left; now: ARTICLE-1, ARTICLE-2`,
    erase,
    expect.stringMatching(/^✓ ARTICLE-1 .*\n$/),
    `${erase}1 of 2 done, 1 left; now: ARTICLE-2`,
    erase,
  ]);
});

test('a quiet run prints what did not pass, and nothing meanwhile', () => {
  timers.useFakeTimers();
  using folder = temporaryFolder();
  const printed: string[] = [];
  for (const [index, verdict] of (['passed', 'skipped', 'failed', 'inconclusive'] as const).entries())
    writeRecord(folder.path, sampleResult(`ARTICLE-${index + 1}`, { verdict }));
  const reporter = reporterOn(folder.path, printed, ['ARTICLE-1', 'ARTICLE-9'], 'quiet');
  reporter.onRunComplete();
  expect(printed.sort()).toEqual([expect.stringMatching(/^\? ARTICLE-4/), expect.stringMatching(/^✗ ARTICLE-3/)]);
  reporter.onRunStart();
  timers.advanceTimersByTime(60_000);
  reporter.onRunComplete();
  expect(printed).toHaveLength(2);
});

function reporterOn(
  recordsDir: string,
  printed: string[],
  selected: string[] = [],
  progress: Progress = 'lines',
): RequirementReporter {
  return new RequirementReporter(undefined, {
    context: () => ({ recordsDir, selected, progress }),
    write: (text) => printed.push(text),
    style: { colors: pc.createColors(false), width: 80 },
  });
}

function withoutStacks(text: string): string {
  return text.replaceAll(/\n(?:\s*\n)? +at [^\n]*/g, '');
}
