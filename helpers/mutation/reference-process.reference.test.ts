/** What the reference cluster says of mutants: of what happens with each probe, of what happens once, and of what it never loads. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { HEALTHY } from './healthy.ts';
import { instrumented } from './instrumented.ts';
import { judgeStage } from './judge-stage.ts';
import type { Mutant } from './results.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REFERENCE = fileURLToPath(new URL('reference-process.ts', import.meta.url));
const AT_MOST_MS = 300_000;

/** How the wanted mutants end, in their order, on a healthy cluster. */
async function endsOf(file: string, isWanted: (mutant: Mutant) => boolean) {
  const { mutants } = await instrumented(join(ROOT, file));
  const known = [...mutants].flatMap(([id, mutant]) => (isWanted(mutant) ? [] : [id]));
  const stage = await judgeStage(file, { program: REFERENCE, judges: [HEALTHY] }, known);
  return { unusable: stage.unusable, ends: [...stage.ends.values()] };
}

test(
  'those that the specs notice, and one that they do not',
  async () => {
    const isWanted = ({ original }: Mutant) =>
      /^(\{ \.\.\.options, (\.\.\.how|everyMs, oneSocket: true) \}|`a new connection every .*)$/.test(original);
    const ends = await endsOf('helpers/expect/traffic.ts', isWanted);
    expect(ends).toEqual({ unusable: [], ends: ['reference', 'survived', 'reference'] });
  },
  AT_MOST_MS,
);

test(
  'one of what happens but once, when the file is loaded',
  async () => {
    const isOfTheStart = ({ original }: Mutant) => original === "'[a-z0-9.-]+/[a-z0-9.-]+'";
    const ends = await endsOf('helpers/probe/identity.ts', isOfTheStart);
    expect(ends).toEqual({ unusable: [], ends: ['reference'] });
  },
  AT_MOST_MS,
);

test(
  'a file that no spec on the reference cluster comes by',
  async () => {
    const ends = await endsOf('helpers/probe/tcp-connection.ts', () => true);
    expect(ends).toEqual({ unusable: [], ends: [] });
  },
  AT_MOST_MS,
);
