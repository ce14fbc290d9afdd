/** Jest's reporter for the specs: prints a row for each requirement as its record comes, and nothing of Jest's own. */
import { relative } from 'node:path';
import { readRunContext } from '../run/context.ts';
import { judged } from './judged.ts';
import { oneLine, plainText } from './plain-text.ts';
import { InvalidRecordError, readRecord, recordFiles } from './read-records.ts';
import { writeError } from './records.ts';
import type { RequirementResult } from './results.ts';
import { requirementRow } from './terminal-row.ts';
import { type TerminalStyle, terminalStyle } from './terminal-style.ts';

export interface ReporterOptions {
  /** Where the specs leave their records; as the run's context says if it is not given. */
  recordsDir?: () => string;
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
  readonly #recordsDir: () => string;
  readonly #write: (text: string) => void;
  readonly #style: TerminalStyle;
  readonly #seen = new Set<string>();
  readonly #results: RequirementResult[] = [];

  constructor(_globalConfig?: unknown, options: ReporterOptions = {}) {
    this.#recordsDir = options.recordsDir ?? (() => readRunContext().recordsDir);
    this.#write = options.write ?? ((text) => process.stdout.write(text));
    this.#style = options.style ?? terminalStyle();
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
    this.#printNewRecords();
  }

  #printNewRecords(): void {
    for (const path of recordFiles(this.#recordsDir())) {
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      this.#printRecord(path);
    }
  }

  #printRecord(path: string): void {
    try {
      const result = judged(readRecord(path));
      this.#results.push(result);
      this.#write(`${requirementRow(result, this.#style)}\n`);
    } catch (error) {
      // The run reads the same file at its end and counts it as an error.
      if (!(error instanceof InvalidRecordError)) throw error;
      this.#write(`${this.#style.colors.red('error:')} ${oneLine(error.message)}\n`);
    }
  }

  #error(what: string, text: string): void {
    const lines = plainText(text).trim().split('\n');
    writeError(this.#recordsDir(), oneLine(`${what}: ${lines[0]}`));
    this.#write(`${this.#style.colors.red('error:')} ${what}\n${lines.map((line) => `    ${line}`).join('\n')}\n`);
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
