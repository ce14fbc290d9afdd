import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant } from './results.ts';

export interface Instrumented {
  /** Every mutant is in it, and none is active until its number is. */
  readonly source: string;
  /** By number. */
  readonly mutants: ReadonlyMap<string, Mutant>;
}

const none = () => {};
const SILENT = {
  ...{ trace: none, debug: none, info: none, warn: none, error: none, fatal: none },
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
};

/** @param path of a TypeScript file. */
export async function instrumented(path: string): Promise<Instrumented> {
  const content = readFileSync(path, 'utf8');
  const instrumenter = new Instrumenter(SILENT);
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const { files, mutants } = await instrumenter.instrument([{ name: path, content, mutate: true }], options);
  const lines = content.split('\n');
  const textOf = ({ start, end }: (typeof mutants)[number]['location']) => {
    const part = lines.slice(start.line, end.line + 1);
    const last = part.length - 1;
    part[last] = (part[last] ?? '').slice(0, end.column);
    part[0] = (part[0] ?? '').slice(start.column);
    return oneLine(part.join('\n'));
  };
  return {
    source: stripTypeScriptTypes(files[0]?.content ?? ''),
    mutants: new Map(
      mutants.map(({ id, mutatorName, location, replacement }) => [
        id,
        {
          at: `${location.start.line + 1}:${location.start.column + 1}`,
          mutator: mutatorName,
          original: textOf(location),
          replacement: oneLine(replacement),
        },
      ]),
    ),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
