import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { judgeStage } from './judge-stage.ts';

const MUTANT = { at: '1:1', original: 'true', replacement: 'false' };

/** What a program's process does, told by `say`; it knows its arguments and what it was sent. */
async function judgedBy(body: string, known: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'judge-stage-'));
  const program = join(folder, 'program.mjs');
  await writeFile(
    program,
    `import { once } from 'node:events';
    const [file, judges, done] = process.argv.slice(2).map((text, nth) => (nth === 1 || nth === 2 ? JSON.parse(text) : text));
    const [{ calm }] = await once(process, 'message');
    const say = (said) => process.send(said);
    const mutants = ${JSON.stringify({ a: MUTANT, b: MUTANT })};
    const left = Object.keys(mutants).filter((id) => !done.includes(id));
    ${body}
    process.exit();`,
  );
  try {
    return await judgeStage('x.ts', { program, judges: ['x.test.ts'] }, known);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a mutant is asked again, as the first of another process, which is told what the one before found out', async () => {
  const { ends, usable, unusable } = await judgedBy(`
    say({ kind: 'ready', mutants, usable: judges, unusable: calm ? [] : ['y.test.ts'], apart: [], calm: { took: calm ? 'told' : 'measured' } });
    for (const id of left) {
      say({ kind: 'at', id });
      if (id === 'a') say({ kind: 'end', id, end: 'killed' });
      else if (left[0] === 'b' && calm.took === 'measured') say({ kind: 'end', id, end: 'timeout' });
      else {
        say({ kind: 'again' });
        process.exit();
      }
    }
    say({ kind: 'done' });`);
  expect([...ends]).toEqual([
    ['a', 'killed'],
    ['b', 'timeout'],
  ]);
  expect([usable, unusable]).toEqual([['x.test.ts'], ['y.test.ts']]);
});

test('a mutant that takes its process with it, or holds it up longer than was said, is noticed', async () => {
  const { ends } = await judgedBy(`
    say({ kind: 'ready', mutants, usable: judges, unusable: [], apart: [] });
    const [id] = left;
    if (id === undefined) say({ kind: 'done' });
    else say({ kind: 'at', id });
    if (id === 'a') process.exit(1);
    if (id === 'b') {
      say({ kind: 'busy', withinMs: 50 });
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }`);
  expect([...ends]).toEqual([
    ['a', 'timeout'],
    ['b', 'timeout'],
  ]);
});

test('where no process comes to anything it says why', async () => {
  await expect(judgedBy(`console.error('out of memory');`)).rejects.toThrow(
    /^x.ts: its mutants can't be judged: out of memory/,
  );
});

test('mutants of a small file, by its own test', async () => {
  const program = fileURLToPath(new URL('judge-process.ts', import.meta.url));
  const judges = ['helpers/probe/pieces.test.ts'];
  const { ends, mutants } = await judgeStage('helpers/probe/pieces.ts', { program, judges }, []);
  expect(ends.size).toBe(Object.keys(mutants).length);
  expect(new Set(ends.values())).toEqual(new Set(['killed']));
}, 60_000);
