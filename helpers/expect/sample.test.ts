/** What a sample waits for before it is judged, and how it is taken then. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { SAMPLE_MS } from '../bounds.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import type { ProbeRequest, ProbeResult } from '../probe/probe.ts';
import { Observer } from './observer.ts';
import { type SampleOptions, takeSample } from './sample.ts';
import { balanced, CLUSTER_IP, scriptedClient, scriptedSubject } from './scripted-client.ts';

const WITHIN_MS = 5_000;

/** Enough for two backends, by MISS_CHANCE. */
const WHOLE = 21;

const END = { a: { backend: 'shop/a' }, b: { backend: 'shop/b' }, x: { backend: 'else/x' } } as const;

/** What the probes of one round see: a letter is a backend's answer, `-` silence. */
function ends(round: string, requests: readonly ProbeRequest[], sentAt: number): ProbeResult[] {
  return requests.map((request, nth) => {
    const letter = round[nth % round.length] as keyof typeof END | '-';
    const about = { request, sentAt, totalMs: 1, detail: '' };
    return letter === '-' ? { ...about, outcome: 'timeout' } : { ...about, outcome: 'answered', ...END[letter] };
  });
}

/** A sample of whose rounds the nth sees what is told, and all after the last one what the last one does. */
async function sampled(rounds: readonly string[], more: Partial<SampleOptions> = {}) {
  const clock = fakeClock();
  const observer = new Observer('SAMPLE-3', randomUUID, new AbortController().signal, clock);
  const log: string[] = [];
  const limits = new Map<string, Set<number>>();
  const sender = (kind: string) => async (requests: readonly ProbeRequest[]) => {
    const ofPods = requests.some(({ target }) => target.kind === 'pod IP');
    if (ofPods) return ends('a', requests, clock.now());
    const round = rounds[Math.min(log.length, rounds.length - 1)] ?? '';
    log.push(`${kind} ${requests.length}: ${round}`);
    limits.set(kind, new Set([...(limits.get(kind) ?? []), ...requests.map(({ timeoutMs }) => timeoutMs)]));
    return ends(round, requests, clock.now());
  };
  const client = scriptedClient(() => ({}), { probe: sender('probe'), trial: sender('trial') });
  const of = scriptedSubject();
  const options = { client, target: CLUSTER_IP, of, within: WITHIN_MS, ...more };
  const sampling = await takeSample(observer, options);
  return { sampling, log, limits, observer, options };
}

test('it is judged once every backend has answered, in one trial or several, and nobody else has', async () => {
  const { sampling, log, limits } = await sampled(['----', 'aaaa', 'aaxa', 'bbbb', 'aaaa', 'ab']);
  expect(log).toEqual([
    'trial 4: ----',
    'trial 4: aaaa',
    'trial 4: aaxa',
    'trial 4: bbbb',
    'trial 4: aaaa',
    'probe 21: ab',
  ]);
  expect(sampling.cell).toMatchObject({ settledMs: 400, probes: WHOLE, backends: { 'shop/a': 11, 'shop/b': 10 } });
  expect(sampling).toMatchObject({ planned: WHOLE, evidence: null });
  expect([...(limits.get('trial') ?? [])]).toEqual([500]);
});

test('trials that see one of two backends are no reason to judge before the bound is over', async () => {
  const { sampling, log } = await sampled(['aaaa'], { within: 300 });
  expect(log).toEqual(['trial 4: aaaa', 'trial 4: aaaa', 'trial 4: aaaa', 'probe 21: aaaa']);
  expect(sampling.cell.settledMs).toBeNull();
  expect(sampling.evidence).toMatchObject({ podIPs: [expect.stringMatching(/answered$/), expect.anything()] });
});

test.each<[string, Partial<SampleOptions>, number]>([
  ['whose number is told', { samples: 6 }, 6],
  [
    'after a change, of which something else is wanted too',
    { since: { clock: 'service', at: 0 }, until: () => true },
    WHOLE,
  ],
  ['after a change of endpoints', { since: { clock: 'endpoints', at: 0 } }, WHOLE],
])('one %s is taken whole before the one that is judged', async (_, more, size) => {
  const whole = `probe ${size}`;
  const { log } = await sampled(['-', 'a', 'aabab-', 'a', 'ab', 'ab'], more);
  expect(log).toEqual(['trial 1: -', 'trial 1: a', `${whole}: aabab-`, 'trial 1: a', `${whole}: ab`, `${whole}: ab`]);
});

test('one of a single backend is taken whole too: a Service to several may have had the nodePort before', async () => {
  const of = { ...scriptedSubject(), backends: scriptedSubject().backends.slice(0, 1) };
  const { log } = await sampled(['a', 'aaaab', 'a', 'a', 'a'], { of });
  expect(log).toEqual(['trial 1: a', 'probe 10: aaaab', 'trial 1: a', 'probe 10: a', 'probe 10: a']);
});

test('one of a new Service is not, whatever else is wanted', async () => {
  const { log, sampling } = await sampled(['ab'], { until: ({ sentAt }) => sentAt >= 300 });
  expect(log).toEqual([...Array(4).fill('trial 4: ab'), 'probe 21: ab']);
  expect(sampling.cell.settledMs).toBe(300);
});

test('one after a change of a Service is not', async () => {
  const { log, sampling } = await sampled(['ab'], { since: { clock: 'service', at: 0 } });
  expect(log).toEqual(['trial 4: ab', 'probe 21: ab']);
  expect(sampling.cell.programmed).toEqual({ node: 'node-1', clock: 'service', ms: 0 });
});

test('how long a node took counts to the first of the answers that were all right', async () => {
  const since = { clock: 'endpoints', at: 0 } as const;
  const { sampling } = await sampled(['a', 'a', 'a', 'ab', 'ab'], { since });
  expect(sampling.cell).toMatchObject({ settledMs: 100, programmed: { clock: 'endpoints', ms: 100 } });
  const never = await sampled(['a'], { since, within: 300 });
  expect(never.sampling.cell).not.toHaveProperty('programmed');
  expect((await sampled(['ab'])).sampling.cell).not.toHaveProperty('programmed');
});

test.each([
  ['a probe that was lost', 'ab-'],
  ['a backend that never answers', 'a'],
  ['an answer of a stranger', 'abx'],
])('%s in the sample that is judged has the pods asked directly', async (_, judged) => {
  const { sampling } = await sampled(['ab', judged]);
  expect(sampling.cell.settledMs).toBe(0);
  expect(sampling.evidence).toMatchObject({ podIPs: [expect.anything(), expect.anything()] });
});

test('where any backend may answer, one that does is enough, and a stranger is not', async () => {
  const any = await sampled(['x', 'aa', 'a'], { backends: 'any' });
  expect(any.log).toEqual(['trial 4: x', 'trial 4: aa', 'probe 21: a']);
  expect(any.sampling).toMatchObject({ evidence: null, cell: { missChance: null } });
  expect(any.sampling.cell.expected).toMatch(/^each of 21 new connections answered, by any of shop\/a/);
  const every = await sampled(['ab']);
  expect(every.sampling.cell.expected).toMatch(/^each of 21 new connections answered, by every one of shop\/a/);
  expect(every.sampling.cell.missChance).toBeGreaterThan(0);
});

test('without a bound it is taken at once, taken again for the judgement, and a closed door is no reason not to', async () => {
  const { log, sampling } = await sampled(['-'], { within: 0 });
  expect(log).toEqual(['probe 21: -', 'probe 21: -']);
  expect(sampling).toMatchObject({ planned: WHOLE, cell: { settledMs: null, outcomes: { timeout: WHOLE } } });
});

test.each([
  ['what is left of the bound', 300, 300],
  ['its own limit', 600_000, SAMPLE_MS],
])('a whole sample that hangs is ended after %s', async (_, within, limit) => {
  const clock = fakeClock();
  const observer = new Observer('SAMPLE-3', randomUUID, new AbortController().signal, clock);
  const took: number[] = [];
  const hang = async (_requests: readonly ProbeRequest[], signal?: AbortSignal) => {
    const start = clock.now();
    if (signal && !signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    took.push(clock.now() - start);
    return [];
  };
  const client = { ...scriptedClient(balanced), probe: hang };
  await takeSample(observer, { client, target: CLUSTER_IP, of: scriptedSubject(), samples: 4, within });
  expect(took[0]).toBe(limit);
});

test('how long it took to settle is told from its own start', async () => {
  const clock = fakeClock();
  await clock.sleep(5_000, new AbortController().signal);
  const observer = new Observer('SAMPLE-3', randomUUID, new AbortController().signal, clock);
  const options = { client: scriptedClient(balanced), target: CLUSTER_IP, of: scriptedSubject(), within: WITHIN_MS };
  expect((await takeSample(observer, options)).cell.settledMs).toBe(0);
});

test('it is kept beside what it was asked of', async () => {
  const { sampling, observer, options } = await sampled(['ab']);
  const { client, target, of } = options;
  expect(observer.asked).toEqual([{ observation: sampling, client, target, of }]);
  expect(observer.cells).toEqual([sampling.cell]);
});
