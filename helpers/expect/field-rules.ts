import { isDeepStrictEqual } from 'node:util';
import type { NodePortRange } from '../cluster/cluster.ts';
import { isWithin } from './cidr.ts';

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

/** A field that is not as its rule says. */
export interface WrongField {
  readonly path: string;
  /** The rule's words. */
  readonly expected: string;
  readonly value: unknown;
}

export function wrongFields(object: unknown, rules: Readonly<Record<string, FieldRule>>): WrongField[] {
  return Object.entries(rules).flatMap(([path, rule]) => {
    const value = fieldAt(object, path);
    return rule.holds(value) ? [] : [{ path, expected: rule.words, value }];
  });
}

export function wrongFieldText({ path, expected, value }: WrongField): string {
  return `${path}: expected ${expected}, is ${JSON.stringify(value) ?? 'absent'}`;
}

/** The field equals the value, by content. */
export function equal(expected: unknown): FieldRule {
  return { words: JSON.stringify(expected), holds: (value) => isDeepStrictEqual(value, expected) };
}

/** The field is not set, or set to an empty list. */
export const none: FieldRule = {
  words: 'none',
  holds: (value) => value === undefined || value === null || (Array.isArray(value) && value.length === 0),
};

/** The field is a number of the node port range, ends included. */
export function portOf({ from, to }: NodePortRange): FieldRule {
  return {
    words: `a port of ${from}-${to}`,
    holds: (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
  };
}

/** The field is an IP address within one of the CIDRs. */
export function addressOf(ranges: readonly string[]): FieldRule {
  return {
    words: `an address of ${ranges.join(' or ')}`,
    holds: (value) => typeof value === 'string' && ranges.some((range) => isWithin(value, range)),
  };
}

/** The field is a text that the pattern is found in. */
export function matching(pattern: RegExp): FieldRule {
  return { words: `text with ${pattern}`, holds: (value) => typeof value === 'string' && pattern.test(value) };
}

/** The field is a list of exactly these, in any order. */
export function sameSet(expected: readonly unknown[]): FieldRule {
  const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
  return {
    words: `exactly ${JSON.stringify(expected)}, in any order`,
    holds: (value) => Array.isArray(value) && isDeepStrictEqual(sorted(value), sorted(expected)),
  };
}
