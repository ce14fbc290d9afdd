import { assertKind, cannotTell, type MatcherResult, refuseNot, settle } from '../judge.ts';

const NAME = 'toHaveFields';

/** What a field must be: words for the message, and the test itself. */
export interface FieldRule {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
}

/** The value at a path such as `spec.ports.0.nodePort`; undefined where it leads nowhere. */
function fieldAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      object,
    );
}

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
  const wrong = entries.filter(([path, rule]) => !rule.holds(fieldAt(received.object, path)));
  if (wrong.length === 0) return settle(received, null);
  const lines = wrong.map(([path, rule]) => {
    const value = JSON.stringify(fieldAt(received.object, path)) ?? 'absent';
    return `${path}: expected ${rule.words}, is ${value}`;
  });
  const headline = `${received.requirement}: ${received.cell.target}: ${lines[0]}`;
  return settle(
    received,
    [headline, ...lines.slice(1).map((line) => `  ${line}`), `  repeat: ${received.cell.repeat}`].join('\n'),
  );
}
