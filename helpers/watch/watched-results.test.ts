import { expect, test } from '@jest/globals';
import { problemsOf } from '../report/schema.ts';
import { changeLine } from './interval-words.ts';
import { BACKENDS, START, type Trouble, watchedFor } from './watch-fixture.ts';
import { watchedResults } from './watched-results.ts';

const TIMEOUT = { outcome: 'timeout', detail: 'nothing within 2000 ms' } as const;
const FOR_MS = 30_000;

/** Between 10 and 16 s after the start. */
const meanwhile = (ms: number) => ms >= 10_000 && ms < 16_000;

async function resultsOf(trouble: Trouble) {
  const lines: string[] = [];
  const { watched, everyMs } = await watchedFor(FOR_MS, trouble, (...change) => lines.push(changeLine(...change)));
  const times = { from: START, to: START + FOR_MS };
  const results = watchedResults({ watched, backends: BACKENDS, everyMs, ...times, unwatched: (id) => `no ${id}` });
  return { results, lines, verdicts: Object.fromEntries(results.map(({ id, verdict }) => [id, verdict])) };
}

const ALL_PASSED = Object.fromEntries(
  ['ARTICLE-7', 'CLUSTERIP-1', 'CLUSTERIP-2', 'NODEPORT-1', 'UDP-1'].map((id) => [id, 'passed']),
);

test('what was answered throughout has passed, and says nothing', async () => {
  const { results, lines, verdicts } = await resultsOf(() => null);
  expect({ verdicts, lines }).toEqual({ verdicts: ALL_PASSED, lines: [] });
  for (const result of results) expect(problemsOf('requirement', result)).toBeNull();
  expect(results[0]).toMatchObject({
    ...{ reason: '', explanation: '', tables: [] },
    notes: [expect.stringMatching(/^watched for 30 s: one new connection every 500 ms .* was not checked$/)],
  });
});

test("a node's nodePort that is silent for a while fails what belongs to it, with node and times", async () => {
  const { results, lines, verdicts } = await resultsOf((client, { kind, node, protocol }, ms) => {
    const hit = client.kind === 'outside' && kind === 'nodePort' && node === 'node-2' && protocol !== 'UDP';
    return hit && meanwhile(ms) ? TIMEOUT : null;
  });
  expect(verdicts).toEqual({ ...ALL_PASSED, 'ARTICLE-7': 'failed' });
  const [failed] = results;
  const path = 'outside: this process (10.42.0.9) -> nodePort 172.18.0.3:30080 of shop/web on node node-2, TCP';
  expect(failed?.reason).toMatch(
    /^1 of 2 paths were broken; longest from 14:03:10\.\dZ to 14:03:16\.\dZ \(\d\.\d s\): /,
  );
  expect(failed?.reason).toContain(path);
  expect(failed?.explanation).toMatch(
    /^broken from .*: 12 timeout \(nothing within 2000 ms\); pod IPs answered from there all the while: the Service$/,
  );
  expect(failed?.tables[0]?.rows).toEqual([
    [
      'broken',
      expect.stringMatching(/^2026-03-01T14:03:10\./),
      expect.stringMatching(/^2026-03-01T14:03:16\./),
      expect.stringMatching(/^(5\.\d|6\.\d) s$/),
      path,
      expect.stringContaining('12 timeout'),
    ],
  ]);
  expect(lines).toEqual([
    expect.stringMatching(/^14:03:10\.\dZ ✗ broken: .*, TCP: timeout \(nothing within 2000 ms\)$/),
    expect.stringMatching(/^14:03:16\.\dZ ✓ answered again after .*: the Service$/),
  ]);
  expect(problemsOf('requirement', failed)).toBeNull();
});

test('where pod IPs do not answer either it is the pod network', async () => {
  const { results } = await resultsOf((client, { kind }, ms) =>
    client.name === 'pod suite/on-node-1' && kind !== 'nodePort' && meanwhile(ms) ? TIMEOUT : null,
  );
  const clusterIP = results.find(({ id }) => id === 'CLUSTERIP-1');
  expect(clusterIP).toMatchObject({ verdict: 'failed' });
  expect(clusterIP?.explanation).toMatch(/a pod IP did not answer from there either: the pod network, or the pod$/);
});

test('probes that could not be made break nothing, and pass nothing', async () => {
  const { results, verdicts } = await resultsOf((client, _target, ms) =>
    client.kind === 'node' && meanwhile(ms) ? { outcome: 'broken', detail: 'exec: socket closed' } : null,
  );
  expect(verdicts).toMatchObject({ 'ARTICLE-7': 'passed', 'CLUSTERIP-1': 'passed', 'CLUSTERIP-2': 'inconclusive' });
  const [cell] = results.find(({ id }) => id === 'CLUSTERIP-2')?.cells ?? [];
  expect(cell).toMatchObject({ holds: null });
  expect(results.find(({ id }) => id === 'CLUSTERIP-2')?.explanation).toMatch(
    /^could not tell from 14:03:10\.\dZ to 14:03:16\.\dZ .* broken \(exec: socket closed\)$/m,
  );
});

test('what nobody could ask is skipped, and one that was never asked is not passed', async () => {
  const ended = {
    watched: [],
    backends: BACKENDS,
    everyMs: 500,
    from: START,
    to: START,
    unwatched: (id: string) => `no ${id}`,
  };
  expect(watchedResults(ended).map(({ verdict, reason }) => [verdict, reason])[0]).toEqual(['skipped', 'no ARTICLE-7']);
  const { watched } = await watchedFor(0, () => null);
  expect(watchedResults({ ...ended, watched }).map(({ verdict }) => verdict)).toContain('inconclusive');
});
