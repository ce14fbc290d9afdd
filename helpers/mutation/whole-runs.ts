/** The suite itself as a judge: `npm start` on the reference cluster, with real sockets, in a copy of this repository. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '../report/results.ts';
import { instrumented } from './instrumented.ts';
import type { Stage } from './judge-stage.ts';
import type { MutantEnd } from './results.ts';

/** A run takes some seconds; one that takes so long, in ms, has lost its way. */
const RUN_MS = 120_000;

/** What the suite needs of its repository. */
const PARTS = ['helpers', 'specs', 'fixtures', 'package.json', 'jest.config.ts'];

/** In these every kind of client sends probes over TCP and UDP, one after another and as a stream. */
const OPTIONS = ['--cluster', 'reference', '--focus', 'ARTICLE', '--focus', 'UDP-1'];

/** Instrumented code looks here which of its mutants it is. */
const ACTIVE = '__STRYKER_ACTIVE_MUTANT__';

class Copy implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mutated-'));

  constructor(root: string) {
    for (const part of PARTS) cpSync(join(root, part), join(this.#folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  write(file: string, source: string): void {
    writeFileSync(join(this.#folder, file), source);
  }

  /** @returns how many passed, and undefined where anything did not, or no report came. */
  async run(mutant: string): Promise<number | undefined> {
    const report = join(this.#folder, 'report', 'report.json');
    rmSync(report, { force: true });
    const signal = AbortSignal.timeout(RUN_MS);
    const env = { ...process.env, [ACTIVE]: mutant };
    const options = { cwd: this.#folder, env, stdio: 'ignore', signal, killSignal: 'SIGKILL' } as const;
    const child = spawn(process.execPath, [join(this.#folder, 'helpers', 'cli.ts'), ...OPTIONS], options);
    const [code] = await once(child, 'exit').catch(() => [undefined]);
    if (code !== 0) return undefined;
    return (JSON.parse(readFileSync(report, 'utf8')) as RunReport).totals.passed;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Asks of every mutant that is not `known`: one with which a run does not pass as without it is noticed. */
export async function judgeByRuns(root: string, file: string, known: readonly string[]): Promise<Stage> {
  const { source, mutants } = await instrumented(join(root, file));
  const ends = new Map<string, MutantEnd>();
  using copy = new Copy(root);
  copy.write(file, source);
  const name = `npm start -- ${OPTIONS.join(' ')}`;
  const calm = await copy.run('');
  const stage = { mutants: Object.fromEntries(mutants), ends };
  if (calm === undefined) return { ...stage, usable: [], unusable: [`${name}: it does not pass without a mutant`] };
  for (const id of mutants.keys()) {
    // One that changes nothing may be one that the run does not come by: nobody can tell.
    // What a busy machine did wrong it does right when it is asked once more.
    const isOther = async () => (await copy.run(id)) !== calm;
    if (!known.includes(id) && (await isOther()) && (await isOther())) ends.set(id, 'reference');
  }
  return { ...stage, usable: [name], unusable: [] };
}
