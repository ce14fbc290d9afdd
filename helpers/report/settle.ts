import type { Requirement } from '../catalogue/requirement.ts';
import { judged } from './judged.ts';
import type { RequirementResult } from './results.ts';

type CatalogueEntry = Pick<Requirement, 'id' | 'level' | 'feature' | 'sentence'>;

export interface Settled {
  /** One for each selected id, in the order of selection. */
  results: RequirementResult[];
  /** Records that fit no selected id, and second ones. */
  errors: string[];
}

/**
 * One result for each selected requirement. One without a record is `inconclusive`, and `why` says in a few words what kept
 * its record away; one with two records is what the worse of them says. Features are the catalogue's. Throws for a selected id that the catalogue lacks.
 */
export function settle(
  selected: readonly string[],
  records: readonly RequirementResult[],
  catalogue: readonly CatalogueEntry[],
  unrecorded: { readonly why: string; readonly at: Date },
): Settled {
  const results = selected.map((id) => {
    const entry = entryOf(id, catalogue);
    const worst = records
      .filter((record) => record.id === id)
      .map(judged)
      .sort((a, b) => SEVERITY[b.verdict] - SEVERITY[a.verdict])[0];
    const feature = entry.feature === undefined ? {} : { feature: entry.feature };
    return { ...(worst ?? withoutRecord(entry, unrecorded)), ...feature };
  });
  return { results, errors: errorsAbout(selected, records) };
}

const SEVERITY = { failed: 3, inconclusive: 2, skipped: 1, passed: 0 } as const;

function errorsAbout(selected: readonly string[], records: readonly RequirementResult[]): string[] {
  return [...new Set(records.map((record) => record.id))].flatMap((id) => {
    const count = records.filter((record) => record.id === id).length;
    if (!selected.includes(id)) return [`${id} left a verdict and was not selected: a spec ran that should not have`];
    return count > 1 ? [`${id} left ${count} verdicts, the worst counts: one spec only may check it`] : [];
  });
}

function withoutRecord(
  { id, level, sentence }: CatalogueEntry,
  { why, at }: { why: string; at: Date },
): RequirementResult {
  const reason = `no verdict was recorded: ${why}`;
  return {
    ...{ id, level, sentence, verdict: 'inconclusive', reason, explanation: `${id}: ${reason}` },
    ...{ diagnosis: [], notes: [] },
    ...{ startedAt: at.toISOString(), durationMs: 0, cells: [], tables: [] },
  };
}

function entryOf(id: string, catalogue: readonly CatalogueEntry[]): CatalogueEntry {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (!entry)
    throw new Error(`${id} was selected and is not in the catalogue: take an id from the list of requirements`);
  return entry;
}
