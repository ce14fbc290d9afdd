import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { runSpecs } from '../run/jest.ts';

export interface SpecLog extends Disposable {
  readonly runSpecs: typeof runSpecs;
}

/** What the specs of a whole loop say goes to a file: most of them fail, as they have to. */
export function logged(dir: string): SpecLog {
  mkdirSync(dir, { recursive: true });
  const file = openSync(join(dir, `${new Date().toISOString().replaceAll(':', '-')}.log`), 'w');
  return {
    runSpecs: (request, signal) => {
      const { phase } = request;
      // One file needs no more than one process.
      const company = phase.files.length === 1 && !phase.alone ? { ...phase, inTurn: true as const } : phase;
      return runSpecs({ ...request, phase: company, printTo: file }, signal);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}
