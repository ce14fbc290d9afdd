/** Jest's reporter for the specs: prints a row for each requirement as its record comes, and nothing of Jest's own. */
import { relative } from 'node:path';
import { type RunContext, readRunContext } from '../run/context.ts';
import { judged } from './judged.ts';
import { oneLine, plainText } from './plain-text.ts';
import { InvalidRecordError, readRecord, recordFiles } from './read-records.ts';
import { writeError } from './records.ts';
import type { RequirementResult } from './results.ts';
import { StatusLine } from './status-line.ts';
import { inProgress, stillRunning } from './still-running.ts';
import { requirementRow } from './terminal-row.ts';
import { type TerminalStyle, terminalStyle } from './terminal-style.ts';

/** Pace of looking for new records: Jest tells of a spec only after those before it in its file. */
const LOOK_EVERY_MS = 1_000;

/** After so many looks without a row it says what is still running. */
const QUIET_LOOKS = 10;

export interface ReporterOptions {
  /** What is selected, and where the specs leave their records; as the run's context says if it is not given. */
  context?: () => Pick<RunContext, 'recordsDir' | 'selected' | 'progress'>;
  write?: (text: string) => void;
  style?: TerminalStyle;
}

/** What is read of Jest's results, see @jest/test-result. */
interface TestCase {
  readonly title: string;
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

interface TestFile {
  readonly testFilePath: string;
  readonly testExecError?: { readonly message?: string; readonly stack?: string | null };
}

export default class RequirementReporter {
  readonly #context: () => Pick<RunContext, 'recordsDir' | 'selected' | 'progress'>;
  readonly #write: (text: string) => void;
  readonly #style: TerminalStyle;
  readonly #seen = new Set<string>();
  readonly #results: RequirementResult[] = [];
  /** Ids of the specs that have been started. */
  readonly #started = new Set<string>();
  readonly #status: StatusLine;
  #looks: NodeJS.Timeout | undefined;
  #quiet = 0;

  constructor(_globalConfig?: unknown, options: ReporterOptions = {}) {
    this.#context = options.context ?? (() => readRunContext());
    this.#write = options.write ?? ((text) => process.stdout.write(text));
    this.#style = options.style ?? terminalStyle();
    this.#status = new StatusLine(this.#write, this.#style.width);
  }

  onRunStart(): void {
    // An earlier phase of the run has printed its own.
    for (const path of recordFiles(this.#context().recordsDir)) this.#seen.add(path);
    this.#looks = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  onTestCaseStart(_test: unknown, { title }: { readonly title: string }): void {
    this.#started.add(title.split(' ')[0] ?? '');
  }

  onTestCaseResult(test: { readonly path: string }, testCase: TestCase): void {
    this.#printNewRecords();
    if (testCase.status !== 'failed' || this.#results.some((result) => explains(result, testCase))) return;
    this.#error(
      `${where(test.path)}: "${testCase.title}" failed without a verdict`,
      testCase.failureMessages.join('\n'),
    );
  }

  onTestFileResult(_test: unknown, { testFilePath, testExecError }: TestFile): void {
    this.#printNewRecords();
    if (testExecError) {
      const text = testExecError.message || testExecError.stack || 'no reason was given';
      this.#error(`${where(testFilePath)} could not be run to its end`, text);
    }
  }

  onRunComplete(): void {
    clearInterval(this.#looks);
    this.#printNewRecords();
    this.#status.clear();
  }

  #look(): void {
    this.#quiet += 1;
    this.#printNewRecords();
    const { selected, progress } = this.#context();
    const running = selected.filter((id) => this.#started.has(id) && !this.#results.some((result) => result.id === id));
    const left = selected.length - this.#seen.size;
    if (progress === 'live') this.#status.show(inProgress(running, left, selected.length));
    if (progress === 'live' || progress === 'quiet' || this.#quiet < QUIET_LOOKS || running.length === 0) return;
    this.#print(`${stillRunning(running, left)}\n`);
  }

  /** Prints, and so ends the quiet. */
  #print(text: string): void {
    this.#quiet = 0;
    this.#status.clear();
    this.#write(text);
  }

  #printNewRecords(): void {
    for (const path of recordFiles(this.#context().recordsDir)) {
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      this.#printRecord(path);
    }
  }

  #printRecord(path: string): void {
    try {
      const result = judged(readRecord(path));
      this.#results.push(result);
      const fine = result.verdict === 'passed' || result.verdict === 'skipped';
      if (fine && this.#context().progress === 'quiet') return;
      this.#print(`${requirementRow(result, this.#style)}\n`);
    } catch (error) {
      // The run reads the same file at its end and counts it as an error.
      if (!(error instanceof InvalidRecordError)) throw error;
      this.#print(`${this.#style.colors.red('error:')} ${oneLine(error.message)}\n`);
    }
  }

  #error(what: string, text: string): void {
    const lines = plainText(text).trim().split('\n');
    writeError(this.#context().recordsDir, oneLine(`${what}: ${lines[0]}`));
    this.#print(`${this.#style.colors.red('error:')} ${what}\n${lines.map((line) => `    ${line}`).join('\n')}\n`);
  }
}

/** Whether the record already says why the test case failed. A test that failed after a pass was recorded is an error of its own. */
function explains({ id, sentence, verdict }: RequirementResult, { fullName }: TestCase): boolean {
  const named = fullName.split(/[\s:,]+/).includes(id) || fullName.includes(sentence);
  return named && (verdict === 'failed' || verdict === 'inconclusive');
}

function where(path: string): string {
  return relative(process.cwd(), path);
}
