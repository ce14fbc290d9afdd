import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import junit, { type Builder, type TestCase, type TestSuite } from 'junit-report-builder';
import { writeAtomically } from './atomic-file.ts';
import { changedBounds } from './changed-bounds.ts';
import { explained } from './explained.ts';
import { withReasons } from './features.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { RequirementResult, RunReport } from './results.ts';
import { waivedInWords } from './waivers.ts';

// Its types promise `junit.default`, as a bundler would see it; in Node the import is the builder itself.
const factory = junit as unknown as Builder;

/** Writes `junit.xml` into `dir`, which is made if need be, and returns its path. */
export function writeJunit(dir: string, report: RunReport): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'junit.xml');
  writeAtomically(path, junitXml(report));
  return path;
}

/** The run in JUnit's words: failed is a failure, inconclusive and what the run could not do are errors, skipped keeps its reason. */
export function junitXml(report: RunReport): string {
  const builder = factory.newBuilder();
  const suite = builder.testSuite().name(report.suite.name);
  suite.timestamp(report.startedAt).time(report.durationMs / 1000);
  addProperties(suite, report);
  for (const result of report.requirements) addRequirement(suite.testCase(), result, report.suite.name);
  for (const error of report.errors) {
    const className = `${report.suite.name}.run`;
    suite.testCase().className(className).name('run').time(0).error(oneLine(error), 'run error');
  }
  return `${builder.build()}\n`;
}

function addProperties(suite: TestSuite, report: RunReport): void {
  const { suite: about, cluster, outsideClient, notice, features, requirements } = report;
  const properties = {
    'suite version': about.version,
    'kubernetes version': cluster?.kubernetesVersion,
    'proxy mode': cluster?.proxyMode,
    nodes: cluster?.nodes.map((node) => node.name).join(', '),
    'outside client': outsideClient,
    notice,
    'bounds changed': changedBounds(report.bounds)
      .map(({ name, ms, defaultMs }) => `${name} ${ms} ms instead of ${defaultMs} ms`)
      .join(', '),
    'second attempts': requirements.flatMap(({ id, firstAttempt }) => (firstAttempt ? [id] : [])).join(', '),
    'features not supported': withReasons(features, false).join('; '),
    'features in doubt': withReasons(features, null).join('; '),
  };
  for (const [name, value] of Object.entries(properties)) {
    if (value) suite.property(name, oneLine(value));
  }
}

function addRequirement(testCase: TestCase, result: RequirementResult, suiteName: string): void {
  const { id, level, sentence, verdict, durationMs } = result;
  testCase.className(`${suiteName}.${level}`).name(`${id} ${sentence}`);
  testCase.time(durationMs / 1000);
  const reason = oneLine(result.reason);
  const explanation = cdataText(explained(result));
  // A waived one is to let a gate through, so it may be neither failure nor error.
  if (result.waived) {
    skip(testCase, `${waivedInWords(result.waived)}; ${verdict}: ${reason}`);
    return;
  }
  if (verdict === 'failed') testCase.failure(reason, verdict).stacktrace(explanation);
  if (verdict === 'inconclusive') testCase.error(reason, verdict, explanation);
  if (verdict === 'skipped') skip(testCase, reason);
}

/** The builder's own `skipped()` takes no reason, so it is added when the element is made. */
function skip(testCase: TestCase, reason: string): void {
  const build = testCase.skipped().build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    element.children.at(-1)?.attribute('message', reason);
    return element;
  };
}

/** The builder splits only the first `]]>` of a text, which ends a CDATA section. */
function cdataText(text: string): string {
  return plainText(text).replaceAll(']]>', ']] >');
}
