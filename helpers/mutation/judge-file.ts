import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Said } from './judge-process.ts';
import type { FileMutation, LivingMutant, Mutant, MutantEnd } from './results.ts';

const JUDGE = fileURLToPath(new URL('judge-process.ts', import.meta.url));

/** A process that says nothing for so long, in ms, does not come out of the mutant that it is at. */
const SILENT_MS = 120_000;

/** Processes in which nothing came to an end. */
const MOST_BARREN = 3;

/** @param tests paths within the repository, the nearest first. @throws where no process comes to an end. */
export async function judgeFile(file: string, tests: readonly string[]): Promise<Omit<FileMutation, 'hash'>> {
  const ends = new Map<string, MutantEnd>();
  let mutants: Readonly<Record<string, Mutant>> = {};
  let unusable: readonly string[] = [];
  let barren = 0;
  for (let over = false; !over; ) {
    const before = ends.size;
    let at: string | undefined;
    const options = { silent: true, execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=4096'] };
    const child = fork(JUDGE, [file, JSON.stringify(tests), JSON.stringify([...ends.keys()])], options);
    let trouble = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      trouble = `${trouble}${text}`.slice(-2_000);
    });
    child.stdout?.resume();
    let timer = setTimeout(() => child.kill('SIGKILL'), SILENT_MS);
    child.on('message', (said: Said) => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), SILENT_MS);
      if (said.kind === 'ready') ({ mutants, unusable } = said);
      if (said.kind === 'at') at = said.id;
      if (said.kind === 'end') ends.set(said.id, said.end);
      if (said.kind === 'done') over = true;
    });
    await once(child, 'exit');
    clearTimeout(timer);
    // It took the process with it, or held it up for ever.
    if (!over && at !== undefined && !ends.has(at)) ends.set(at, 'timeout');
    barren = ends.size === before ? barren + 1 : 0;
    if (!over && barren >= MOST_BARREN) throw new Error(`${file}: its mutants can't be judged: ${trouble}`);
  }
  const all = Object.entries(mutants).map(([id, mutant]) => ({ ...mutant, end: ends.get(id) ?? 'uncovered' }));
  const count = (end: MutantEnd) => all.filter((each) => each.end === end).length;
  return {
    file,
    counts: {
      killed: count('killed'),
      timeout: count('timeout'),
      survived: count('survived'),
      uncovered: count('uncovered'),
    },
    tests: tests.filter((test) => !unusable.some((line) => line.startsWith(`${test}: `))),
    unusable,
    living: all.filter((each): each is LivingMutant => each.end === 'survived' || each.end === 'uncovered'),
  };
}
