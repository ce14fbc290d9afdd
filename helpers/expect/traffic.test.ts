/** What continuous traffic sends, what it says it expects, and what it asks besides where something was not as expected. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fakeClock } from '../kube/fake-clock.ts';
import type { Client, ProbeResult } from '../probe/probe.ts';
import { Observer } from './observer.ts';
import { CLUSTER_IP, scriptedClient, scriptedSubject } from './scripted-client.ts';
import { startFlow, startTraffic, type TrafficOptions } from './traffic.ts';

const EVERYONE = 'each answered by one of shop/a on node node-1 (10.42.0.5), shop/b on node node-2 (10.42.1.5)';

/** What one probe saw: by default an answer of a backend. */
type Seen = Pick<ProbeResult, 'outcome'> & { readonly backend?: string };

const A: Seen = { outcome: 'answered', backend: 'shop/a' };
const B: Seen = { outcome: 'answered', backend: 'shop/b' };
const LOST: Seen = { outcome: 'timeout' };

/** A client whose traffic has sent those probes already, a second apart, and nothing after them. */
function sent(seen: readonly Seen[]) {
  const log: string[] = [];
  const streamed = (what: string, next: Parameters<Client['flow']>[0], everyMs: number) => {
    const results = seen.map((each, nth): ProbeResult => {
      return { request: next(), sentAt: 1_000 * (nth + 1), totalMs: 1, detail: '', ...each };
    });
    log.push(`${what} every ${everyMs}, at most ${next().timeoutMs}`);
    const end = (how: string) => async () => {
      log.push(how);
      return results;
    };
    const close = end('closed');
    return { results, stop: end('stopped'), [Symbol.asyncDispose]: async () => void (await close()) };
  };
  const client = scriptedClient(() => A, {
    stream: (first, everyMs) => streamed('stream', () => first, everyMs),
    flow: (next, everyMs) => streamed('flow', next, everyMs),
  });
  const observer = new Observer('SAMPLE-4', randomUUID, new AbortController().signal, fakeClock());
  const options = (about: Partial<TrafficOptions> = {}) => ({
    ...{ client, target: CLUSTER_IP, of: scriptedSubject() },
    ...about,
  });
  return { log, observer, options };
}

test.each([
  [startTraffic, undefined, undefined, 'stream every 100, at most 3000', 'a new connection every 100 ms'],
  [startTraffic, 20, undefined, 'stream every 20, at most 3000', 'a new connection every 20 ms'],
  [startFlow, undefined, undefined, 'flow every 1000, at most 900', 'a request on one connection every 1000 ms'],
  [startFlow, 50, 'UDP', 'flow every 50, at most 900', 'a datagram from one source port every 50 ms'],
] as const)('%p every %p ms over %p is sent and said so', async (start, everyMs, protocol, how, words) => {
  const { log, observer, options } = sent([A]);
  const target = { ...CLUSTER_IP, ...(protocol && { protocol }) };
  const traffic = start(observer, { ...options({ target }), ...(everyMs && { everyMs }) });
  const { cell, oneSocket } = await traffic.stop();
  expect(log).toEqual([how, 'stopped']);
  expect(oneSocket).toBe(start === startFlow);
  expect(cell.expected).toBe(`${words}, ${EVERYONE}`);
});

test('it is kept beside what it was asked of, with its runs and the moments that were marked', async () => {
  const { observer, options } = sent([A, A, B]);
  const { client, target, of } = options();
  const traffic = startTraffic(observer, { client, target, of });
  expect(traffic.mark('a backend is deleted', 1_500)).toEqual({ at: 1_500, text: 'a backend is deleted' });
  const before = Date.now();
  const now = traffic.mark('it is gone');
  expect(now.at).toBeGreaterThanOrEqual(before);
  expect(now.at).toBeLessThanOrEqual(Date.now());

  const continuity = await traffic.stop();
  expect(continuity).toMatchObject({
    kind: 'continuity',
    requirement: 'SAMPLE-4',
    everyMs: 100,
    backends: of.backends,
  });
  expect(continuity.marks).toEqual([{ at: 1_500, text: 'a backend is deleted' }, now]);
  expect(continuity.cell).toMatchObject({ probes: 3, backends: { 'shop/a': 2, 'shop/b': 1 }, holds: null });
  expect(continuity.cell.timeline).toEqual({
    startedAt: '1970-01-01T00:00:01.000Z',
    everyMs: 100,
    marks: [
      { atMs: 500, text: 'a backend is deleted' },
      { atMs: now.at - 1_000, text: 'it is gone' },
    ],
    runs: [
      { outcome: 'answered', backend: 'shop/a', count: 2 },
      { outcome: 'answered', backend: 'shop/b', count: 1 },
    ],
  });
  expect(observer.asked).toEqual([{ observation: continuity, client, target, of }]);
  expect(observer.cells).toEqual([continuity.cell]);
});

test('traffic that was answered throughout has no mark of its own, and asks nobody else', async () => {
  const { observer, options } = sent([A, B]);
  expect(await startTraffic(observer, options()).stop()).toMatchObject({ marks: [], evidence: null });
});

test.each<[string, readonly Seen[]]>([
  ['a probe that was lost', [A, LOST, B]],
  ['an answer of a stranger', [A, { outcome: 'answered', backend: 'else/x' }]],
  ['an answer of nobody who says its name', [{ outcome: 'answered' }, A]],
  ['a refusal in the name of a backend', [{ ...A, outcome: 'refused' }, A]],
])('%s has the pods asked directly, from where it is told', async (_, seen) => {
  const { observer, options } = sent(seen);
  const own = await startTraffic(observer, options()).stop();
  expect(own.evidence?.podIPs[0]).toBe('pod suite/client on node node-1 (10.42.0.9) -> 10.42.0.5:80: answered');
  const beside = scriptedClient(() => A, { name: 'pod suite/beside' });
  const other = await startTraffic(observer, options({ beside })).stop();
  expect(other.evidence?.podIPs).toHaveLength(2);
  expect(other.evidence?.podIPs[0]).toMatch(/^pod suite\/beside /);
});

test('from outside no pod is asked but beside it', async () => {
  const { observer, options } = sent([LOST]);
  const outside = { ...options().client, kind: 'outside' } as const;
  const alone = await startTraffic(observer, options({ client: outside })).stop();
  expect(alone.evidence?.podIPs).toEqual(['not asked: pod IPs can not be routed from outside']);
  const beside = scriptedClient(() => A);
  const helped = await startTraffic(observer, options({ client: outside, beside })).stop();
  expect(helped.evidence?.podIPs[0]).toMatch(/^pod suite\/client /);
});

test('what is left is closed', async () => {
  const { log, observer, options } = sent([A]);
  {
    await using traffic = startFlow(observer, options());
    expect(traffic.stream.results).toHaveLength(1);
  }
  expect(log.at(-1)).toBe('closed');
});
