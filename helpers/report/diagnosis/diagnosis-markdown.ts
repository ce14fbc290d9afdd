import { markdownTable } from '../markdown-table.ts';
import { RULES } from './rules.ts';

/** What a diagnosis can say, and the facts without which it does not, as a Markdown table. */
export function diagnosisTable(): string {
  return markdownTable(
    ['a diagnosis such as', 'needs'],
    RULES.map(({ about, needs }) => [about, needs]),
  );
}
