import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { instrumented } from './instrumented.ts';
import { judgeByRuns } from './whole-runs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = 'helpers/probe/http-probe.ts';
const AT_MOST_MS = 300_000;

test(
  'a probe that never asks is noticed by a whole run, and another name of an error that does not come is not',
  async () => {
    const { mutants } = await instrumented(join(ROOT, FILE));
    const isWanted = (original: string, replacement: string) =>
      [original, replacement].join() === 'signal?.aborted,true' || original === "'ETIMEDOUT'";
    const wanted = [...mutants].filter(([, { original, replacement }]) => isWanted(original, replacement));
    const known = [...mutants.keys()].filter((id) => !wanted.some(([own]) => own === id));
    const { ends, unusable } = await judgeByRuns(ROOT, FILE, known);
    const noticed = wanted.filter(([id]) => ends.has(id)).map(([id, { original }]) => [original, ends.get(id)]);
    expect({ noticed, unusable }).toEqual({ noticed: [['signal?.aborted', 'reference']], unusable: [] });
    expect(wanted.length).toBeGreaterThan(1);
  },
  AT_MOST_MS,
);
