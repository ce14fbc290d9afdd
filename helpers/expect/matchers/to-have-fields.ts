import { type FieldRule, wrongFields, wrongFieldText } from '../field-rules.ts';
import { assertKind, cannotTell, type MatcherResult, refuseNot, settle } from '../judge.ts';

const NAME = 'toHaveFields';

/**
 * The object's fields, named by path, are as the rules say; other fields don't matter.
 * Throws Inconclusive where no field was named.
 */
export function toHaveFields(
  this: { isNot?: boolean },
  received: unknown,
  rules: Readonly<Record<string, FieldRule>>,
): MatcherResult {
  refuseNot(NAME, this.isNot, 'name the values that the fields must have');
  assertKind(NAME, received, 'fields');
  const entries = Object.entries(rules);
  received.cell.expected = entries.map(([path, rule]) => `${path} ${rule.words}`).join('; ');
  if (entries.length === 0) cannotTell(`${received.requirement}: ${received.cell.target}: no field was named`);
  received.wrong = wrongFields(received.object, rules);
  const lines = received.wrong.map(wrongFieldText);
  if (lines.length === 0) return settle(received, null);
  const headline = `${received.requirement}: ${received.cell.target}: ${lines[0]}`;
  return settle(
    received,
    [headline, ...lines.slice(1).map((line) => `  ${line}`), `  repeat: ${received.cell.repeat}`].join('\n'),
  );
}
