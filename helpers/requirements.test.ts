import { expect, test } from '@jest/globals';
import { REQUIREMENTS, requirementOf, topicOf } from './requirements.ts';
import { specFiles } from './run/spec-files.ts';

const IDS = REQUIREMENTS.map(({ id }) => id as string);

test('the requirements of a topic stand together, numbered from 1 without gaps', () => {
  const topics = [...new Set(IDS.map(topicOf))];
  const numbered = topics.flatMap((topic) =>
    IDS.filter((id) => topicOf(id) === topic).map((_, index) => `${topic}-${index + 1}`),
  );
  expect(IDS).toEqual(numbered);
});

test.each(REQUIREMENTS.map((requirement) => [requirement.id, requirement] as const))(
  '%s is one sentence that says what MUST hold',
  (_, { sentence, source, upstream }) => {
    expect(sentence).toMatch(/\bMUST\b/);
    expect(sentence).toMatch(/\.$/);
    expect(sentence).not.toMatch(/\.\s|\n/);
    expect(source).not.toBe('');
    expect(upstream).not.toBe('');
  },
);

test('no two requirements promise the same', () => {
  expect(new Set(REQUIREMENTS.map(({ sentence }) => sentence)).size).toBe(REQUIREMENTS.length);
});

test('every requirement is checked by exactly one spec, and every spec by its id is in the catalogue', () => {
  const checked = specFiles().flatMap(({ ids }) => ids);
  expect(checked.sort()).toEqual(IDS.toSorted());
});

test('an entry is found by its id, and an id without one is named', () => {
  expect(requirementOf('ARTICLE-7')).toBe(REQUIREMENTS.find(({ id }) => id === 'ARTICLE-7'));
  expect(() => requirementOf('ARTICLE-0')).toThrow(new Error('no requirement ARTICLE-0 in helpers/requirements.ts'));
});

test('the topic is the id without its number', () => {
  expect(topicOf('ARTICLE-7')).toBe('ARTICLE');
  expect(topicOf('DUAL-STACK-12')).toBe('DUAL-STACK');
});
