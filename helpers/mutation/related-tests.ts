/** Which unit tests concern a file: those that import it, and those of its own part of the suite that do so by way of others. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** A test further away, in imports, is about something else. */
const MOST_IMPORTS = 4;

/** A test with servers or programs of its own takes seconds: it judges only what it imports itself. */
const SLOW = /from '\.\/local-[a-z]+\.ts'/;

/** `helpers/expect` of `helpers/expect/matchers/index.ts`. */
const partOf = (file: string) => file.split('/').slice(0, 2).join('/');

/** Those of another Jest project than `unit` need more than this process. */
const ELSEWHERE = /\.(engine|page|reference)\.test\.ts$/;

export interface RelatedTests {
  /** Paths within the root, the nearest first. */
  readonly tests: readonly string[];
  /** Of the file, the tests, and everything that the tests import. */
  readonly hash: string;
}

/** Who imports whom, of the TypeScript files of helpers/. */
export class Imports {
  readonly #texts = new Map<string, string>();
  readonly #importers = new Map<string, string[]>();

  constructor(root: string) {
    for (const file of globSync('helpers/**/*.ts', { cwd: root }).sort()) {
      const text = readFileSync(join(root, file), 'utf8');
      this.#texts.set(file, text);
      for (const imported of importsIn(file, text)) {
        this.#importers.set(imported, [...(this.#importers.get(imported) ?? []), file]);
      }
    }
  }

  relatedTo(file: string): RelatedTests {
    const tests: string[] = [];
    const seen = new Set([file]);
    let near = [file];
    for (let away = 1; away <= MOST_IMPORTS; away += 1) {
      near = [...new Set(near.flatMap((each) => this.#importers.get(each) ?? []))].filter((each) => !seen.has(each));
      for (const each of near) seen.add(each);
      const own = near.filter((each) => each.endsWith('.test.ts') && !ELSEWHERE.test(each));
      const isFast = (each: string) => !SLOW.test(this.#texts.get(each) ?? '');
      tests.push(...own.filter((each) => away === 1 || (partOf(each) === partOf(file) && isFast(each))));
    }
    const beside = file.replace(/\.ts$/, '.test.ts');
    const sorted = tests.toSorted((a, b) => Number(b === beside) - Number(a === beside));
    return { tests: sorted, hash: this.#hashOf([file, ...sorted]) };
  }

  #hashOf(files: readonly string[]): string {
    const hash = createHash('sha256');
    const all = new Set(files);
    for (const file of all) {
      const text = this.#texts.get(file) ?? '';
      for (const imported of importsIn(file, text)) all.add(imported);
    }
    for (const file of [...all].sort()) hash.update(`${file}\n${this.#texts.get(file) ?? ''}\n`);
    return hash.digest('hex').slice(0, 16);
  }
}

/** Types alone are no import: they are gone before anything runs. */
function importsIn(file: string, text: string): string[] {
  const found = text.matchAll(
    /^(?:import|export) (?!type )(?:[^'";]*? from )?'(\.[^']+\.ts)'|\bimport\('(\.[^']+\.ts)'\)/gm,
  );
  return Array.from(found, ([, first = '', second = '']) => normalize(join(file, '..', first || second)));
}
