import type { Requirement } from '../catalogue/requirement.ts';
import { levelInWords } from './level-in-words.ts';
import { needsInWords } from './needs-in-words.ts';

/** The catalogue for a terminal: a paragraph for each entry, in the order given, and how many there are. No line feed at the end. */
export function catalogueText(entries: readonly Requirement[]): string {
  const core = entries.filter(({ level }) => level === 'core').length;
  const count = `${entries.length} requirement${entries.length === 1 ? '' : 's'}: ${core} core, ${entries.length - core} extended`;
  return [...entries.map(paragraph), count].join('\n\n');
}

function paragraph(entry: Requirement): string {
  const { id, sentence, needs, source, upstream } = entry;
  return [
    `${id}  ${levelInWords(entry)}`,
    `  ${sentence}`,
    `  needs     ${needsInWords(needs) || 'nothing in particular'}`,
    `  source    ${source}`,
    `  upstream  ${upstream}`,
  ].join('\n');
}
