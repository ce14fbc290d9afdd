import type { Requirement } from '../catalogue/requirement.ts';
import { levelInWords } from './level-in-words.ts';
import { markdownTable } from './markdown-table.ts';
import { needsInWords } from './needs-in-words.ts';

const COLUMNS = ['id', 'level', 'requirement', 'needs', 'nearest upstream test'];

/** The catalogue as a Markdown table, in the order given. */
export function catalogueTable(entries: readonly Requirement[]): string {
  const rows = entries.map((entry) => {
    const { id, sentence, needs, upstream } = entry;
    return [id, levelInWords(entry), sentence, needsInWords(needs), upstream];
  });
  return markdownTable(COLUMNS, rows);
}

/**
 * `text` with `content` on lines of its own between `<!-- marker -->` and `<!-- /marker -->`.
 * Throws MarkerError unless each of the two is there once, in that order.
 */
export function replaceBetween(text: string, marker: string, content: string): string {
  const opening = `<!-- ${marker} -->`;
  const closing = `<!-- /${marker} -->`;
  const [before, afterOpening, ...moreOpenings] = text.split(opening);
  const [old, after, ...moreClosings] = (afterOpening ?? '').split(closing);
  if (
    before?.includes(closing) ||
    old === undefined ||
    after === undefined ||
    moreOpenings.length + moreClosings.length
  ) {
    throw new MarkerError(opening, closing);
  }
  return `${before}${opening}\n${content}\n${closing}${after}`;
}

/** The text has no one place that the markers enclose. */
export class MarkerError extends Error {
  override readonly name = 'MarkerError';

  constructor(opening: string, closing: string) {
    super(`the text must hold ${opening} once and after it ${closing} once: put both back, each on a line of its own`);
  }
}
