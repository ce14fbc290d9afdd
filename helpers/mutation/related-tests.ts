/** Which unit tests concern a file: those that import it, and those of its own part of the suite that do so by way of others. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** A test further away, in imports, is about something else. */
const MOST_IMPORTS = 4;

/** A test with servers or programs of its own takes seconds: where it is not about the file itself, it is asked only of what the others let live. */
const SLOW = /from '\.\/local-[a-z]+\.ts'/;

/** `helpers/expect` of `helpers/expect/matchers/index.ts`. */
const partOf = (file: string) => file.split('/').slice(0, 2).join('/');

/** Those of another Jest project than `unit` need more than this process. */
const ELSEWHERE = /\.(engine|page|reference)\.test\.ts$/;

/** Whoever else judges. It is a part of each hash, so that another word here has every file judged again. */
const OTHER_JUDGES = 'the reference cluster, healthy and with a battery of faults, or whole runs on it';

export interface RelatedTests {
  /** Paths within the root, the nearest first. */
  readonly tests: readonly string[];
  readonly slow: readonly string[];
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
    const slow: string[] = [];
    const seen = new Set([file]);
    let near = [file];
    for (let away = 1; away <= MOST_IMPORTS; away += 1) {
      near = [...new Set(near.flatMap((each) => this.#importers.get(each) ?? []))].filter((each) => !seen.has(each));
      for (const each of near) seen.add(each);
      const found = near.filter((each) => each.endsWith('.test.ts') && !ELSEWHERE.test(each));
      const own = found.filter((each) => away === 1 || partOf(each) === partOf(file));
      const isSlow = (each: string) => away > 1 && SLOW.test(this.#texts.get(each) ?? '');
      tests.push(...own.filter((each) => !isSlow(each)));
      slow.push(...own.filter(isSlow));
    }
    const beside = file.replace(/\.ts$/, '.test.ts');
    const sorted = tests.toSorted((a, b) => Number(b === beside) - Number(a === beside));
    return { tests: sorted, slow, hash: this.#hashOf([file, ...sorted, ...slow]) };
  }

  #hashOf(files: readonly string[]): string {
    const hash = createHash('sha256').update(OTHER_JUDGES);
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
