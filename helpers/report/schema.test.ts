import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SAMPLE_REPORT, sampleResult } from './sample.ts';
import { problemsOf } from './schema.ts';

type Path = (string | number)[];
type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** Maps whose keys are data, and counts of which each may be missing. */
const OPEN = ['backends', 'outcomes'];

/** What only some cells, requirements and clusters have. */
const OPTIONAL = ['path', 'programmed', 'timeline', 'feature', 'k3s', 'waived', 'existing', 'heldUp', 'firstAttempt'];
const waived = sampleResult('ARTICLE-1', { verdict: 'failed', waived: { reason: 'known', until: '2026-12-31' } });
const requirements = [...SAMPLE_REPORT.requirements, waived];
const existing = { context: 'prod', server: 'https://c.example:6443', notes: ['nodes: a'] };
const cluster = { ...SAMPLE_REPORT.cluster, existing };
const sample = JSON.parse(JSON.stringify({ ...SAMPLE_REPORT, cluster, requirements })) as Json;
const objects = objectsIn(sample, []);
const properties = objects.filter(({ path }) => !OPEN.includes(String(path.at(-1))));

test('the sample, typed as RunReport, is what the schema says', () => {
  expect(problemsOf('report', SAMPLE_REPORT)).toBeNull();
});

test('a run without a cluster, a contrast or requirements is too', () => {
  const none = { cluster: null, outsideClient: null, contrast: null, requirements: [] };
  expect(problemsOf('report', { ...SAMPLE_REPORT, ...none })).toBeNull();
});

describe('each property removed', () => {
  const removals = properties.flatMap(({ path, value }) =>
    Object.keys(value).flatMap((key) => (OPTIONAL.includes(key) ? [] : [[...path, key]])),
  );
  test(`(${removals.length} of them) is missed by its name`, () => {
    expect(removals.length).toBeGreaterThan(200);
    for (const path of removals) {
      const name = String(path.at(-1));
      const problems = problemsOf(
        'report',
        changed(path, (owner) => delete owner[name]),
      );
      expect(problems).toContain(`must have required property '${name}'`);
    }
  });
});

test.each(OPTIONAL)('%s may be missing', (name) => {
  const text = JSON.stringify(sample, (key, value) => (key === name ? undefined : value));
  expect(text).not.toBe(JSON.stringify(sample));
  expect(problemsOf('report', JSON.parse(text))).toBeNull();
});

describe('an unknown property', () => {
  test('is refused in every object', () => {
    for (const { path } of objects.filter((object) => object.path.at(-1) !== 'backends')) {
      const problems = problemsOf(
        'report',
        changed([...path, 'x'], (owner) => Object.assign(owner, { unknown: 1 })),
      );
      expect(problems).toContain('must NOT have additional properties');
    }
  });
});

test.each<[Path, Json]>([
  [['schemaVersion'], 2],
  [['verdict'], 'skipped'],
  [['exitCode'], 3],
  [['startedAt'], 'yesterday'],
  [['requirements', 0, 'verdict'], 'ok'],
  [['requirements', 0, 'level'], 'full'],
  [['requirements', 0, 'id'], 'ARTICLE'],
  [['requirements', 1, 'cells', 0, 'missChance'], 1.5],
  [['requirements', 1, 'cells', 0, 'outcomes', 'answered'], 0],
  [['requirements', 1, 'cells', 0, 'backends', 'a'], '1'],
  [['cluster', 'nodePortRange', 'to'], 65_536],
  [['bounds', 'hold'], '10s'],
  [['programming', 0, 'clock'], 'wall'],
  [['features', 0, 'supported'], 'no'],
  [['requirements', 7, 'cells', 0, 'path', 'from', 'kind'], 'host'],
  [['requirements', 7, 'cells', 0, 'programmed', 'ms'], -1],
  [['requirements', 7, 'cells', 0, 'timeline', 'runs', 0, 'outcome'], 'silent'],
])('at %j the value %j is refused', (path, value) => {
  const report = changed(path, (owner) => Object.assign(owner, { [String(path.at(-1))]: value }));
  expect(problemsOf('report', report)).toContain(`report/${path.join('/')} must `);
});

describe('the schema', () => {
  const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')) as Json;
  const described = objectsIn(schema, []).flatMap(({ value }) => Object.entries((value.properties ?? {}) as Json[]));

  test('describes each property', () => {
    const silent = described.filter(([, property]) => !(property as { description?: string }).description);
    expect(described.length).toBeGreaterThan(60);
    expect(silent).toEqual([]);
  });

  test('has no property that the sample, and so the type, lacks', () => {
    const known = new Set(objects.flatMap(({ value }) => Object.keys(value)));
    expect(described.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});

function objectsIn(value: Json | undefined, path: Path): { path: Path; value: Record<string, Json> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => objectsIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => objectsIn(item, [...path, key]));
  return Array.isArray(value) ? inside : [{ path, value }, ...inside];
}

/** A copy of the sample after `change` of the object that owns the last part of `path`. */
function changed(path: Path, change: (owner: Record<string, Json>) => unknown): Json {
  const copy = structuredClone(sample);
  let owner = copy as Record<string, Json>;
  for (const part of path.slice(0, -1)) owner = owner[part] as Record<string, Json>;
  change(owner);
  return copy;
}
