import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Waiver } from '../report/waivers.ts';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

const FIELDS = ['id', 'reason', 'until'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The waivers in a YAML file, a list of `id`, `reason` and `until`. Throws UsageError where it is anything else, or an id is unknown. */
export function readWaivers(file: string, ids: readonly string[]): Waiver[] {
  let value: unknown;
  try {
    // Days stay text.
    value = parse(readFileSync(file, 'utf8'), { schema: 'core' });
  } catch (error) {
    throw new UsageError(`--waivers ${file}: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
  if (!Array.isArray(value))
    throw new UsageError(`--waivers ${file}: a list is needed, each with ${FIELDS.join(', ')}`);
  const waivers = value.map((entry, index) => waiverOf(entry, `--waivers ${file}, entry ${index + 1}`, ids));
  const twice = waivers.find(({ id }, index) => waivers.findIndex((each) => each.id === id) !== index);
  if (twice) throw new UsageError(`--waivers ${file}: ${twice.id} is there twice`);
  return waivers;
}

function waiverOf(entry: unknown, where: string, ids: readonly string[]): Waiver {
  const fields = Object(entry) as Record<string, unknown>;
  const stray = Object.keys(fields).find((name) => !FIELDS.some((each) => each === name));
  if (stray !== undefined) throw new UsageError(`${where}: there is no ${stray}, only ${FIELDS.join(', ')}`);
  const { id, reason, until } = fields;
  if (typeof id !== 'string' || !ids.includes(id)) {
    const hint = closest(String(id), ids);
    throw new UsageError(`${where}: there is no requirement ${id}${hint ? `; did you mean ${hint}?` : ''}`);
  }
  if (typeof reason !== 'string' || reason.trim() === '') throw new UsageError(`${where} (${id}): a reason is needed`);
  if (typeof until !== 'string' || !isDay(until)) {
    throw new UsageError(`${where} (${id}): until is the last day that it is waived, such as 2026-12-31`);
  }
  return { id, reason: reason.trim().replace(/\s+/g, ' '), until };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
