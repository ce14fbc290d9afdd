import { describe, test } from '@jest/globals';
import type { Check } from './check.ts';
import { equal } from './field-rules.ts';
import { HeldUp, Inconclusive } from './inconclusive.ts';
import { type Body, type Explain, judged } from './judged.ts';
import { expect } from './matchers/index.ts';
import { balanced, CLUSTER_IP, type Network, scriptedClient, scriptedSubject } from './scripted-client.ts';

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

test('says where only the suite was held up, unless an expectation had failed before', async () => {
  const late: Body = async (check) => {
    await holds(check);
    throw new HeldUp('the traffic paused');
  };
  expect(await judge(late)).toMatchObject({ verdict: 'inconclusive', reason: 'the traffic paused', heldUp: true });
  const broken = async () => {
    throw new Inconclusive('no client');
  };
  expect(await judge(broken)).not.toHaveProperty('heldUp');
  const failed: Body = async (check) => {
    const observed = check.fields('Service shop/web', { a: 2 }, 'kubectl');
    expect(() => expect(observed).toHaveFields({ a: equal(1) })).toThrow();
    await late(check);
  };
  expect(await judge(failed)).not.toHaveProperty('heldUp');
});

test('what came otherwise and was not judged is not made up for either, but for what lacks probes itself', async () => {
  const sampled = (check: Check, network: Network) =>
    check.sample({ client: scriptedClient(network), target: CLUSTER_IP, of: scriptedSubject(), samples: 4, within: 0 });
  const lost: Network = (request, nth) => (nth === 7 ? { outcome: 'timeout' } : balanced(request, nth));
  const besides =
    (network: Network): Body =>
    async (check) => {
      await sampled(check, network);
      throw new HeldUp('the traffic paused');
    };
  expect(await judge(besides(balanced))).toHaveProperty('heldUp', true);
  expect(await judge(besides(lost))).not.toHaveProperty('heldUp');
  const own: Body = async (check) => {
    const sampling = await sampled(check, lost);
    throw new HeldUp('1 probe could not be made', sampling);
  };
  expect(await judge(own)).toHaveProperty('heldUp', true);
  const judgedAlready: Body = async (check) => {
    const late: Network = (request, nth) => (nth === 1 ? { outcome: 'timeout' } : balanced(request, 2));
    const flow = check.flow({ client: scriptedClient(late), target: CLUSTER_IP, of: scriptedSubject() });
    while (flow.stream.results.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await flow.stop()).toStickToOneBackend();
    throw new HeldUp('the traffic paused');
  };
  expect(await judge(judgedAlready)).toHaveProperty('heldUp', true);
});

test('what can not be told says in a log which kind of doubt it is', () => {
  expect(String(new Inconclusive('no client'))).toBe('Inconclusive: no client');
  expect(String(new HeldUp('the traffic paused'))).toBe('HeldUp: the traffic paused');
});

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

  test('inconclusive when its time is over, and its waits are told to end', async () => {
    const waiting = Promise.withResolvers<AbortSignal>();
    const before = performance.now();
    const result = await judged(
      ENTRY,
      () => 'token',
      undefined,
      async (check) => {
        await holds(check);
        waiting.resolve(check.signal);
        await new Promise(() => {});
      },
      50,
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'SAMPLE-5: not finished after 0.05 s',
      diagnosis: [],
    });
    expect((await waiting.promise).aborted).toBe(true);
    expect(result.durationMs).toBeGreaterThanOrEqual(45);
    expect(result.durationMs).toBeLessThanOrEqual(performance.now() - before + 1);
  });

  test.each([['a text'], [null], [undefined], [7]])(
    'inconclusive when %j is thrown, which is no error',
    async (thrown) => {
      const result = await judge(() => Promise.reject(thrown));
      expect(result).toMatchObject({ verdict: 'inconclusive', reason: String(thrown), explanation: String(thrown) });
    },
  );

  test('explained by where it happened, unless the suite itself could not tell', async () => {
    const defect = await judge(() => Promise.reject(new TypeError('x is undefined')));
    expect(defect.explanation).toMatch(/^TypeError: x is undefined\n +at /);
    const doubt = await judge(() => Promise.reject(new Inconclusive('SAMPLE-5: no control\n  and more')));
    expect(doubt).toMatchObject({ reason: 'SAMPLE-5: no control', explanation: 'SAMPLE-5: no control\n  and more' });
  });

  test('without words where it passed or was skipped', async () => {
    expect(await judge(holds)).toMatchObject({ reason: '', explanation: '', diagnosis: [] });
    expect(await judge(holds, 'needs 2 nodes')).toMatchObject({ reason: 'needs 2 nodes', explanation: '' });
    const failed = await judge(async (check) => {
      expect(check.fields('Service shop/web', { a: 2 }, 'kubectl')).toHaveFields({ a: equal(1) });
    });
    expect(failed.diagnosis).toEqual([]);
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
