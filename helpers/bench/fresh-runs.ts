import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../report/results.ts';
import type { BenchRun } from './results.ts';
import { benchRun } from './run-line.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

export interface FreshRun {
  readonly run: BenchRun;
  readonly report: RunReport;
  /** What it printed. */
  readonly transcript: string;
}

/** One run from nothing to everything removed, in a process and a folder of its own. Its time is the whole process's. */
export async function freshRun(cwd: string, options: readonly string[]): Promise<FreshRun> {
  mkdirSync(cwd, { recursive: true });
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, ...options], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let transcript = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    process.stdout.write(chunk);
    transcript += chunk;
  }
  await ended;
  const durationMs = Math.round(performance.now() - start);
  const report = JSON.parse(readFileSync(join(cwd, 'report', 'report.json'), 'utf8')) as RunReport;
  return { run: { ...benchRun(report), durationMs }, report, transcript };
}
