import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { secondAttempts, writeError, writeRecord } from '../report/records.ts';
import type { RequirementResult } from '../report/results.ts';
import { sampleResult } from '../report/sample.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { checkCluster } from './check-cluster.ts';
import type { RunContext } from './context.ts';
import { recordsIn } from './records-in.ts';
import { MOST_ASKED_AGAIN, withSecondAttempts } from './second-attempt.ts';

const REASON = 'the traffic paused for 4000 ms';
const STARTED_AT = '2026-03-01T10:00:00.000Z';

function heldUp(id: string): RequirementResult {
  const told = { reason: REASON, explanation: REASON, startedAt: STARTED_AT, durationMs: 7 };
  return sampleResult(id, { ...told, verdict: 'inconclusive', heldUp: true });
}

/** What is asked in each attempt, where the specs leave what `leave` says. */
async function asked(selected: readonly string[], leave: (id: string, nth: number) => RequirementResult) {
  using folder = temporaryFolder();
  using work = temporaryFolder();
  const attempts: { ids: readonly string[]; alone: boolean }[] = [];
  const said: string[] = [];
  const cluster = { runId: 'sc-1', nodes: [] } as unknown as Cluster;
  const { errors, specsFailed, phases } = await checkCluster(
    {
      ...{ cluster, selected, options: { pairs: 'few', bounds: promiseBounds({}) }, recordsDir: folder.path },
      ...{ workDir: work.path, labels: {} as never, died: new Promise<never>(() => {}) },
      output: { progress: 'quiet', stream: { fd: 1 } as never, say: (line) => said.push(line) },
      runSpecs: async ({ contextFile, phase }) => {
        expect(dirname(contextFile)).toBe(work.path);
        const context: RunContext = JSON.parse(readFileSync(contextFile, 'utf8'));
        attempts.push({ ids: context.selected, alone: phase.alone });
        for (const id of context.selected) writeRecord(context.recordsDir, leave(id, attempts.length));
        return 0;
      },
    },
    new AbortController().signal,
  );
  const second = recordsIn(secondAttempts(folder.path)).results.map(({ id, verdict }) => `${id} ${verdict}`);
  return { attempts, said, errors, specsFailed, phases: phases.map(({ name }) => name), second };
}

test('what only the suite was held up for is asked once more, alone, after everything else', async () => {
  const leave = (id: string, nth: number) => (id === 'UDP-1' && nth === 1 ? heldUp(id) : sampleResult(id));
  expect(await asked(['CLUSTERIP-1', 'UDP-1'], leave)).toEqual({
    attempts: [
      { ids: ['CLUSTERIP-1', 'UDP-1'], alone: false },
      { ids: ['UDP-1'], alone: true },
    ],
    said: ['asked again, one at a time, since only the suite was held up: UDP-1'],
    errors: [],
    specsFailed: false,
    phases: ['side by side', 'second attempt, side by side'],
    second: ['UDP-1 passed'],
  });
});

test('there is no third attempt, and none at what failed or could not be told for another cause', async () => {
  const again = await asked(['UDP-1'], heldUp);
  expect(again.attempts).toHaveLength(2);
  expect((await asked(['UDP-1'], (id) => sampleResult(id, { verdict: 'failed' }))).attempts).toHaveLength(1);
  expect((await asked(['UDP-1'], (id) => sampleResult(id, { verdict: 'inconclusive' }))).attempts).toHaveLength(1);
});

test('a machine that is too slow for the suite is not asked again', async () => {
  const quiet = REQUIREMENTS.filter(({ id }) => /^(CLUSTERIP|NODEPORT|PORTS)-/.test(id)).map(({ id }) => id);
  const more = quiet.slice(0, MOST_ASKED_AGAIN + 1);
  expect((await asked(more, heldUp)).attempts).toHaveLength(1);
  expect((await asked(more.slice(1), heldUp)).attempts).toHaveLength(2);
});

test('a second attempt takes the place of the first, which is told of', () => {
  const failed = sampleResult('UDP-1', { verdict: 'failed', reason: 'lost', explanation: 'lost', notes: ['own'] });
  const first = sampleResult('ARTICLE-1');
  expect(withSecondAttempts([first, heldUp('UDP-1')], { results: [failed], errors: ['an error'] })).toEqual({
    results: [
      first,
      {
        ...failed,
        sentence: expect.any(String),
        notes: ['own', `the second attempt: the first, at ${STARTED_AT}, could not tell (${REASON})`],
        firstAttempt: { reason: REASON, startedAt: STARTED_AT, durationMs: 7 },
      },
    ],
    errors: ['an error'],
  });
});

test('no second verdict takes the place of one that nothing held up, and where there is none the first stays', () => {
  const failed = sampleResult('UDP-1', { verdict: 'failed', reason: 'lost', explanation: 'lost' });
  const { results, errors } = withSecondAttempts([failed, heldUp('UDP-2')], {
    results: [sampleResult('UDP-1')],
    errors: [],
  });
  expect(results).toEqual([failed, heldUp('UDP-2')]);
  expect(errors).toEqual([expect.stringContaining('UDP-1 left a verdict and was not selected')]);
});

test('errors of the second attempt are kept, and a folder that is not there holds nothing', () => {
  using folder = temporaryFolder();
  expect(recordsIn(secondAttempts(folder.path))).toEqual({ results: [], contrast: null, errors: [] });
  writeError(folder.path, 'it broke');
  expect(recordsIn(folder.path).errors).toEqual(['it broke']);
});
