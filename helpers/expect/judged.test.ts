import { describe, test } from '@jest/globals';
import { equal } from './field-rules.ts';
import { Inconclusive } from './inconclusive.ts';
import { type Body, type Explain, judged } from './judged.ts';
import { expect } from './matchers/index.ts';

const ENTRY = {
  id: 'SAMPLE-5',
  level: 'core',
  sentence: 'It MUST hold.',
  needs: {},
  source: 'docs',
  upstream: 'none',
  catches: 'nothing',
} as const;

function judge(body: Body, unmet?: string) {
  return judged(ENTRY, () => 'token', unmet, body);
}

const holds: Body = async (check) => {
  expect(check.fields('Service shop/web', { a: 1 }, 'kubectl')).toHaveFields({ a: equal(1) });
};

describe('a verdict is', () => {
  test('passed when something was observed and all of it was judged', async () => {
    expect(await judge(holds)).toMatchObject({
      id: 'SAMPLE-5',
      verdict: 'passed',
      reason: '',
      cells: [{ holds: true }],
    });
  });

  test('failed when an expectation failed', async () => {
    const result = await judge(async (check) => {
      expect(check.fields('Service shop/web', { a: 2 }, 'kubectl')).toHaveFields({ a: equal(1) });
    });
    expect(result).toMatchObject({ verdict: 'failed', reason: 'SAMPLE-5: Service shop/web: a: expected 1, is 2' });
    expect(result.explanation).toContain('repeat: kubectl');
  });

  test('inconclusive when nothing was observed', async () => {
    expect(await judge(async () => {})).toMatchObject({
      verdict: 'inconclusive',
      reason: 'SAMPLE-5: nothing was observed',
    });
  });

  test('inconclusive when something was observed and never judged', async () => {
    const result = await judge(async (check) => {
      await holds(check);
      check.fields('Service shop/other', {}, 'kubectl');
    });
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'SAMPLE-5: observed and never judged: the API -> Service shop/other',
    });
  });

  test.each([
    ['it can not be told', new Inconclusive('the control did not answer')],
    ['the API fails', new Error('GET /api: 500')],
    ['the suite has a defect', new TypeError('undefined is not a function')],
  ])('inconclusive when %s, though an expectation held before', async (_, error) => {
    const result = await judge(async (check) => {
      await holds(check);
      throw error;
    });
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: error.message });
  });

  test('explained by where it happened only where the error has no type of its own', async () => {
    const explanationOf = async (error: Error) => (await judge(async () => Promise.reject(error))).explanation;
    const typed = Object.assign(new Error('exec in pod a/b: run timeout'), { name: 'ExecBroken' });
    expect(await explanationOf(typed)).toBe('exec in pod a/b: run timeout');
    expect(await explanationOf(new TypeError('undefined is not a function'))).toMatch(/not a function\n +at /);
  });

  test('explained where it is no pass, and an explanation that fails changes nothing but a note', async () => {
    const explained: string[] = [];
    const explain: Explain = async ({ verdict }, { observed }) => {
      explained.push(`${verdict} ${observed.fields.length}`);
      if (verdict === 'inconclusive') throw new Error('the API is away');
      return ['seen: it is 2'];
    };
    const wrong: Body = async (check) => {
      expect(check.fields('Service shop/web', { a: 2 }, 'kubectl')).toHaveFields({ a: equal(1) });
    };
    const run = (body: Body, unmet?: string) => judged(ENTRY, () => 'token', unmet, body, undefined, explain);
    expect(await run(wrong)).toMatchObject({ verdict: 'failed', diagnosis: ['seen: it is 2'], notes: [] });
    expect(await run(async () => {})).toMatchObject({
      ...{ verdict: 'inconclusive', reason: 'SAMPLE-5: nothing was observed', diagnosis: [] },
      notes: ['nothing was gathered about it: the API is away'],
    });
    expect(await run(holds)).toMatchObject({ verdict: 'passed', diagnosis: [] });
    await run(wrong, 'needs 2 nodes, the cluster has 1');
    expect(explained).toEqual(['failed 1', 'inconclusive 0']);
  });

  test('skipped with its reason when a need is not met, and the body never runs', async () => {
    const result = await judge(() => Promise.reject(new Error('it ran')), 'needs 2 nodes, the cluster has 1');
    expect(result).toMatchObject({ verdict: 'skipped', reason: 'needs 2 nodes, the cluster has 1', cells: [] });
  });
});
