/** Which spec files check which requirements, as their text says: loading one costs a second or two. */
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SpecFile {
  readonly path: string;
  /** Ids of the requirements that it checks. */
  readonly ids: readonly string[];
  /** It disturbs nodes or the whole cluster, so that nothing may run beside it. */
  readonly disturbing: boolean;
}

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));

/** The id of every `requirement('ID', …)` in the text of a spec file. */
export function checkedIds(text: string): string[] {
  return Array.from(text.matchAll(/^requirement\(\s*'([^']+)'/gm), ([, id = '']) => id);
}

/** The spec files under a folder, by path; those in its folder `disturbing` are. */
export function specFiles(folder: string = SPECS): SpecFile[] {
  return globSync('**/*.spec.ts', { cwd: folder })
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return { path, ids: checkedIds(readFileSync(path, 'utf8')), disturbing: name.startsWith(`disturbing${sep}`) };
    });
}
