import type { Requirement } from '../catalogue/requirement.ts';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

export const PROFILES = ['article', 'core', 'all'] as const;
export type Profile = (typeof PROFILES)[number];

const BELONGS: Record<Profile, (entry: Pick<Requirement, 'id' | 'level'>) => boolean> = {
  article: ({ id }) => id.startsWith('ARTICLE-'),
  core: ({ level }) => level === 'core',
  all: () => true,
};

/** Those of the chosen ids that belong to the profile. Throws UsageError where none does. */
export function ofProfile(
  profile: Profile,
  chosen: readonly string[],
  catalogue: readonly Pick<Requirement, 'id' | 'level'>[],
): string[] {
  const ids = chosen.filter((id) => catalogue.some((entry) => entry.id === id && BELONGS[profile](entry)));
  if (ids.length > 0) return ids;
  throw new UsageError(`--profile ${profile}: nothing of what else was asked for belongs to it (${chosen.join(', ')})`);
}

/** What is asked of the catalogue: ids or topics, in either case of letters. */
function idsOf(option: string, word: string, ids: readonly string[]): string[] {
  const wanted = word.toUpperCase();
  const found = ids.filter((id) => id === wanted || id.startsWith(`${wanted}-`));
  if (found.length > 0) return found;
  const topics = [...new Set(ids.map((id) => id.slice(0, id.lastIndexOf('-'))))];
  const hint = closest(word, [...ids, ...topics]);
  throw new UsageError(
    `${option} ${word}: there is no such requirement or topic${hint ? `; did you mean ${hint}?` : ''} (topics: ${topics.join(', ')})`,
  );
}

/** The ids that `--focus` names, in the catalogue's order; all if it names none. Throws UsageError. */
export function focused(focus: readonly string[], ids: readonly string[]): string[] {
  const chosen = new Set(focus.flatMap((word) => idsOf('--focus', word, ids)));
  return focus.length === 0 ? [...ids] : ids.filter((id) => chosen.has(id));
}

/** The ids that `--require` names. Throws UsageError. */
export function required(require: readonly string[], ids: readonly string[]): string[] {
  return [...new Set(require.flatMap((word) => idsOf('--require', word, ids)))];
}
