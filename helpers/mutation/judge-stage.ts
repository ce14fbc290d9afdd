import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Mutant, MutantEnd } from './results.ts';
import type { Calm, Said } from './said.ts';

/** A process that says nothing for so long, in ms, does not come out of the mutant that it is at; unless it named another bound. */
const SILENT_MS = 120_000;

/** Processes in which nothing came to an end. */
const MOST_BARREN = 3;

export interface Judges {
  /**
   * Says what ./said.ts has. Its arguments: the file, the judges, mutants to leave out, both as JSON, and the only one to judge, if there
   * is one. It is sent what one before it found out, if that said so.
   */
  readonly program: string;
  readonly judges: readonly string[];
}

export interface Stage {
  readonly mutants: Readonly<Record<string, Mutant>>;
  readonly usable: readonly string[];
  readonly unusable: readonly string[];
  readonly ends: ReadonlyMap<string, MutantEnd>;
}

/** @param known mutants that nobody is asked about. @throws where no process comes to an end. */
export async function judgeStage(file: string, judges: Judges, known: readonly string[]): Promise<Stage> {
  const ends = new Map<string, MutantEnd>();
  let stage: Omit<Stage, 'ends'> = { mutants: {}, usable: judges.judges, unusable: [] };
  let apart: readonly string[] = [];
  let calm: Calm | undefined;
  let barren = 0;
  for (let only: string | undefined, over = false; !over; ) {
    const before = ends.size;
    const args = [file, stage.usable, [...known, ...ends.keys()], only ?? ''] as const;
    const end = await oneProcess(judges.program, args, calm, ends);
    if (end.ready) {
      const { mutants, usable, unusable } = end.ready;
      stage = { mutants, usable, unusable: [...stage.unusable, ...unusable] };
      ({ apart, calm } = end.ready);
    }
    // It took the process with it, or held it up for ever.
    if (!end.done && end.at !== undefined && !ends.has(end.at)) ends.set(end.at, 'timeout');
    barren = ends.size === before ? barren + 1 : 0;
    if (!end.done && barren >= MOST_BARREN) throw new Error(`${file}: its mutants can't be judged: ${end.trouble}`);
    if (end.done || only !== undefined) only = apart.find((id) => !ends.has(id) && !known.includes(id));
    over = end.done && only === undefined;
  }
  return { ...stage, ends };
}

interface ProcessEnd {
  readonly ready: Extract<Said, { kind: 'ready' }> | undefined;
  readonly done: boolean;
  /** The mutant that it was at. */
  readonly at: string | undefined;
  readonly trouble: string;
}

async function oneProcess(
  program: string,
  [file, judges, known, only]: readonly [string, readonly string[], readonly string[], string],
  calm: Calm | undefined,
  ends: Map<string, MutantEnd>,
): Promise<ProcessEnd> {
  const execArgv = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=4096'];
  const child = fork(program, [file, JSON.stringify(judges), JSON.stringify(known), only], { silent: true, execArgv });
  child.send({ calm }, () => {}); // one that is gone by then is told by its exit
  let ready: ProcessEnd['ready'];
  let [done, at, trouble]: [boolean, string | undefined, string] = [false, undefined, ''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    trouble = `${trouble}${text}`.slice(-2_000);
  });
  child.stdout?.resume();
  const kill = () => child.kill('SIGKILL');
  let timer = setTimeout(kill, SILENT_MS);
  child.on('message', (said: Said) => {
    clearTimeout(timer);
    timer = setTimeout(kill, (said.kind === 'busy' ? said.withinMs : undefined) ?? SILENT_MS);
    if (said.kind === 'ready') ready = said;
    if (said.kind === 'at') at = said.id;
    if (said.kind === 'again') at = undefined;
    if (said.kind === 'end') ends.set(said.id, said.end);
    if (said.kind === 'done') done = true;
  });
  await once(child, 'exit');
  clearTimeout(timer);
  return { ready, done, at, trouble };
}
