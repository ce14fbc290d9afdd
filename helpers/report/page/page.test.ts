import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeFailureFiles } from '../failure-files.ts';
import type { RunReport } from '../results.ts';
import { SAMPLE_REPORT } from '../sample.ts';
import { problemsOf } from '../schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { largeReport } from './large-report.ts';
import { pageOf, writePage } from './page.ts';

/** In bytes: a mail takes it, and a browser opens it at once. */
const MOST_BYTES = 3_000_000;

const HOSTILE = `'"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\${1}</style>-->`;

/** Every text of the report that a cluster may have had a part in, with something hostile at its end. */
function hostile<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (TRUSTED.has(key) ? value : `${value}${HOSTILE}`) as T;
  if (Array.isArray(value)) return value.map((item) => hostile(item, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [OPEN.has(key) ? `${name}${HOSTILE}` : name, hostile(item, name)]),
  ) as T;
}

/** What the schema lets be nothing else. */
const TRUSTED = new Set(['id', 'level', 'verdict', 'startedAt', 'kind', 'clock', 'outcome']);
const OPEN = new Set(['backends']);

test('nothing that came from a cluster is markup', () => {
  const report = hostile(SAMPLE_REPORT);
  expect(problemsOf('report', report)).toBeNull();
  const page = pageOf(report);
  expect(page.match(/<script>/g)).toHaveLength(1);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page).not.toContain('<img');
  expect(page.split('&lt;script&gt;alert(1)').length).toBeGreaterThan(100);
});

test('it names nothing outside itself', () => {
  const page = pageOf(SAMPLE_REPORT);
  expect(page).not.toMatch(/(src|srcset|action|data)=|@import|url\((?!#)/);
  expect(page.match(/href="[^#][^"]*"/g)).toBeNull();
});

test('what was gathered about a failure is linked where it is there, and only there', () => {
  using folder = temporaryFolder();
  const linked = () => readFileSync(writePage(folder.path, SAMPLE_REPORT), 'utf8').match(/href="[^#][^"]*"/g);
  expect(linked()).toBeNull();
  writeFailureFiles(folder.path, 'ARTICLE-7', { 'probes.txt': '', 'diagnosis.txt': '' });
  expect(linked()).toEqual(['href="failures/ARTICLE-7/diagnosis.txt"', 'href="failures/ARTICLE-7/probes.txt"']);
});

test('a report of the whole catalogue stays below 3 MB', () => {
  const report = largeReport();
  expect(problemsOf('report', report)).toBeNull();
  expect(report.requirements.length).toBeGreaterThanOrEqual(92);
  expect(report.requirements.flatMap(({ cells }) => cells)).toHaveLength(1_500);
  const bytes = Buffer.byteLength(pageOf(report));
  expect(bytes).toBeGreaterThan(500_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

test.each<[string, Partial<RunReport>]>([
  ['without a cluster', { cluster: null, contrast: null, features: [], programming: [] }],
  ['without requirements', { requirements: [] }],
  ['without traffic', { requirements: SAMPLE_REPORT.requirements.map((result) => ({ ...result, cells: [] })) }],
])('a run %s has a page too', (_, part) => {
  const page = pageOf({ ...SAMPLE_REPORT, ...part });
  expect(page).toContain('<h1 class="verdict is-failed">');
  expect(page).not.toMatch(/undefined|NaN|\[object/);
});

test('every requirement is there with its verdict, its reason and its cells', () => {
  const page = pageOf(SAMPLE_REPORT);
  for (const { id, verdict } of SAMPLE_REPORT.requirements) {
    expect(page).toContain(`id="${id}"`);
    expect(page).toContain(`<span class="id">${id}</span><span class="word">${verdict}</span>`);
  }
  expect(page).toContain('40 x refused: connect ECONNREFUSED 172.18.0.4:31234');
  expect(page).toContain('curl -sS &#39;http://172.18.0.4:31234/&#39;');
  expect(page).toContain('no outside client reaches the nodes, 100 % of probes: unroutable');
});

test('it is written beside the report', () => {
  using folder = temporaryFolder();
  const path = writePage(join(folder.path, 'report'), SAMPLE_REPORT);
  expect(path).toBe(join(folder.path, 'report', 'index.html'));
  expect(readFileSync(path, 'utf8')).toBe(pageOf(SAMPLE_REPORT));
});
