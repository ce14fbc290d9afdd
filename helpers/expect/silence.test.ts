import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { HOLD_EVERY_MS } from '../bounds.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import type { Client, ProbeResult } from '../probe/probe.ts';
import { DROPPED, REFUSED } from './negative-rule.ts';
import { Observer } from './observer.ts';
import { balanced, CLUSTER_IP, NODE_PORT, scriptedClient, scriptedSubject } from './scripted-client.ts';
import { holdSilence, type SilenceOptions } from './silence.ts';

const ANSWERED = { outcome: 'answered', backend: 'shop/a' } as const;

/** Holds a silence in which the nth negative, from 0, ends as told, each beside a control that answers. */
async function held(
  negative: (nth: number, token: string) => Partial<ProbeResult>,
  more: Partial<SilenceOptions> = {},
  about: Partial<Client> = {},
) {
  const clock = fakeClock();
  const observer = new Observer('SAMPLE-2', randomUUID, new AbortController().signal, clock);
  let sent = 0;
  const network: Parameters<typeof scriptedClient>[0] = (request, nth) => {
    if (request.target.kind !== 'ClusterIP') return balanced(request, nth);
    sent += 1;
    return { outcome: 'timeout', detail: 'silence', ...negative(sent - 1, request.token) };
  };
  const client = scriptedClient(network, about, clock.now);
  const of = scriptedSubject();
  const options = { client, target: CLUSTER_IP, control: NODE_PORT, of, within: 0, ...more };
  return { observer, options, silence: await holdSilence(observer, options) };
}

const outcomesOf = ({ pairs }: Awaited<ReturnType<typeof held>>['silence']) =>
  pairs.map((each) => each.negative.outcome);
const silent = () => ({});

test('what was never open is judged from its first probe, and needs no second look', async () => {
  const { silence, observer, options } = await held(silent);
  expect(new Set(outcomesOf(silence))).toEqual(new Set(['timeout']));
  expect(silence).toMatchObject({ arrivedAt: [], evidence: null, cell: { settledMs: null } });
  expect(silence.cell.expected).toBe(
    `no answer of a pod of ours: no pod of ours reached by any of ${silence.pairs.length} probes, each beside an answered control`,
  );
  expect(silence.cell).not.toHaveProperty('programmed');
  const { client, target, of, control } = options;
  expect(observer.asked).toEqual([{ observation: silence, client, target, of, control }]);
});

test.each([
  ['answers of a pod of ours', ANSWERED, {}],
  ['answers of ours that were cut short', { outcome: 'stranger', backend: 'shop/a' } as const, {}],
  ['an end that the rule does not allow', { outcome: 'refused' } as const, { rule: DROPPED }],
])('while the door may be open, %s are waited out and not judged', async (_, open, more) => {
  const { silence } = await held((nth) => (nth < 2 ? open : {}), { within: 5_000, ...more });
  expect(new Set(outcomesOf(silence))).toEqual(new Set(['timeout']));
  expect(silence).toMatchObject({ evidence: null, cell: { settledMs: 2 * HOLD_EVERY_MS } });
});

test('a probe that could not be made finds no door open', async () => {
  const { silence } = await held((nth) => (nth === 0 ? { outcome: 'broken' } : {}), { within: 5_000 });
  expect(outcomesOf(silence)[0]).toBe('broken');
  expect(silence).toMatchObject({ evidence: null, cell: { settledMs: 0 } });
});

test('one open door among silent ones is looked at again', async () => {
  const { silence } = await held((nth) => (nth === 7 ? ANSWERED : {}));
  expect(silence.evidence).toMatchObject({ podIPs: [expect.stringMatching(/answered$/), expect.anything()] });
  expect(silence.arrivedAt).toEqual([]);
});

test('so is one whose probe a backend logged, and the backend is named once', async () => {
  const seen: string[] = [];
  const arrivals = async () =>
    new Map(seen.slice(2, 4).map((token) => [token, { backend: 'shop/b', from: '10.0.0.1' }]));
  const note = (_: number, token: string) => {
    seen.push(token);
    return {};
  };
  const { silence } = await held(note, { of: scriptedSubject({ arrivals }) });
  expect(silence.arrivedAt).toEqual(['shop/b']);
  expect(silence.evidence).not.toBeNull();
});

test('a hold goes on until what has to come came', async () => {
  const { silence } = await held((nth) => (nth === 15 ? { outcome: 'refused' } : {}), { rule: REFUSED });
  expect(outcomesOf(silence).indexOf('refused')).toBe(15);
  expect(silence.pairs.length).toBeLessThan(20);
});

test('a hold goes on until enough of it is evidence', async () => {
  const plain = await held(silent);
  const { silence } = await held((nth) => (nth < 3 ? { outcome: 'broken' } : {}));
  expect(silence.pairs.length).toBeGreaterThan(plain.silence.pairs.length);
});

test('a change that is named is followed by the node that routes, from the first silent probe on', async () => {
  const { silence } = await held((nth) => (nth < 2 ? ANSWERED : {}), {
    ...{ within: 5_000, since: { clock: 'service', at: 100 } },
  });
  expect(silence.cell.programmed).toEqual({ node: 'node-1', clock: 'service', ms: 2 * HOLD_EVERY_MS - 100 });
});

test.each([[0], [1]])('a client that returns %d results for a pair is a defect of the suite', async (count) => {
  const look: Client['look'] = async (requests) =>
    requests.slice(0, count).map((request) => ({ request, outcome: 'timeout', sentAt: 0, totalMs: 1, detail: '' }));
  await expect(held(silent, {}, { look })).rejects.toThrow(
    'pod suite/client returned fewer results than it was given requests',
  );
});
