import { expect, test } from '@jest/globals';
import { focused, ofProfile, required } from './selection.ts';
import { UsageError } from './usage-error.ts';

const IDS = ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-10', 'DUAL-STACK-1', 'DNS-1'];
const TOPICS = '(topics: ARTICLE, DUAL-STACK, DNS)';

test('no focus is everything', () => {
  expect(focused([], IDS)).toEqual(IDS);
});

test.each([
  [['ARTICLE'], ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-10']],
  [['article'], ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-10']],
  [['ARTICLE-1'], ['ARTICLE-1']],
  [['Article-10'], ['ARTICLE-10']],
  [['dual-stack'], ['DUAL-STACK-1']],
  [
    ['DNS-1', 'ARTICLE-2'],
    ['ARTICLE-2', 'DNS-1'],
  ],
  [
    ['ARTICLE-2', 'ARTICLE', 'ARTICLE-2'],
    ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-10'],
  ],
])('%j selects %j, each once and in the order of the catalogue', (words, ids) => {
  expect(focused(words, IDS)).toEqual(ids);
});

test.each([
  ['ARTIKEL-1', `--focus ARTIKEL-1: there is no such requirement or topic; did you mean ARTICLE-1? ${TOPICS}`],
  ['DSN', `--focus DSN: there is no such requirement or topic; did you mean DNS? ${TOPICS}`],
  ['ARTICLE-', `--focus ARTICLE-: there is no such requirement or topic; did you mean ARTICLE-1? ${TOPICS}`],
  ['ART', `--focus ART: there is no such requirement or topic ${TOPICS}`],
  ['LOADBALANCER', `--focus LOADBALANCER: there is no such requirement or topic ${TOPICS}`],
  ['', `--focus : there is no such requirement or topic ${TOPICS}`],
])('--focus "%s" is refused, and says what there is', (word, message) => {
  expect(() => focused(['DNS-1', word], IDS)).toThrow(new UsageError(message));
});

test('--require takes ids and topics, each once', () => {
  expect(required([], IDS)).toEqual([]);
  expect(required(['dns-1', 'ARTICLE', 'ARTICLE-1'], IDS)).toEqual(['DNS-1', 'ARTICLE-1', 'ARTICLE-2', 'ARTICLE-10']);
});

test('--require of what there is not is refused under its own name', () => {
  const message = `--require DNS-11: there is no such requirement or topic; did you mean DNS-1? ${TOPICS}`;
  expect(() => required(['DNS-11'], IDS)).toThrow(new UsageError(message));
});

const CATALOGUE = [
  { id: 'ARTICLE-1', level: 'core' },
  { id: 'DNS-1', level: 'core' },
  { id: 'DNS-2', level: 'extended' },
] as const;

test.each([
  ['article', ['ARTICLE-1']],
  ['core', ['ARTICLE-1', 'DNS-1']],
  ['all', ['ARTICLE-1', 'DNS-1', 'DNS-2']],
] as const)('profile %s of everything is %j', (profile, ids) => {
  expect(ofProfile(profile, ['ARTICLE-1', 'DNS-1', 'DNS-2'], CATALOGUE)).toEqual(ids);
});

test('a profile leaves of what was chosen what belongs to it', () => {
  expect(ofProfile('core', ['DNS-2', 'DNS-1'], CATALOGUE)).toEqual(['DNS-1']);
});

test('a profile that leaves nothing is refused', () => {
  const message = '--profile article: nothing of what else was asked for belongs to it (DNS-1, DNS-2)';
  expect(() => ofProfile('article', ['DNS-1', 'DNS-2'], CATALOGUE)).toThrow(new UsageError(message));
});
