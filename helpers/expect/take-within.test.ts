import { expect, test } from '@jest/globals';
import { fakeClock } from '../kube/fake-clock.ts';
import type { ProbeRequest, ProbeResult } from '../probe/probe.ts';
import { CLUSTER_IP, scriptedClient } from './scripted-client.ts';
import { takeWithin } from './take-within.ts';

const REQUESTS = Array.from(
  { length: 4 },
  (_, nth): ProbeRequest => ({
    target: CLUSTER_IP,
    token: `${nth}`,
    timeoutMs: 3_000,
  }),
);

/** Answers two requests, and breaks off what is left when it is told to stop, in the words of whoever did. */
function halfway() {
  const made = (request: ProbeRequest, nth: number, detail: string): ProbeResult => ({
    ...{ request, sentAt: 0, totalMs: 1, detail },
    outcome: nth < 2 ? 'answered' : 'broken',
  });
  return scriptedClient(() => ({}), {
    probe: async (requests, signal) => {
      if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return requests.map((request, nth) => made(request, nth, String(signal?.reason)));
    },
  });
}

test('what the bound cuts off is not made, and is told why', async () => {
  const told: unknown[] = [];
  const client = halfway();
  const probe: typeof client.probe = async (requests, signal) => {
    const results = await client.probe(requests, signal);
    told.push(...new Set(results.map(({ detail }) => detail)));
    return results;
  };
  const signal = new AbortController().signal;
  const results = await takeWithin(250, { ...client, probe }, REQUESTS, signal, fakeClock());
  expect(results.map(({ request, outcome }) => `${request.token} ${outcome}`)).toEqual(['0 answered', '1 answered']);
  expect(told).toEqual(["Error: the sample's 250 ms are over"]);
});

test('what whoever waits breaks off stays broken', async () => {
  const signal = AbortSignal.abort(new Error('not finished after 60 s'));
  const results = await takeWithin(250, halfway(), REQUESTS, signal, fakeClock());
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'broken', 'broken']);
});

test('what came in time is given whole, broken probes at its end with it', async () => {
  const client = scriptedClient((_request, nth) => ({ outcome: nth === 4 ? 'broken' : 'answered' }));
  const results = await takeWithin(250, client, REQUESTS, new AbortController().signal, fakeClock());
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered', 'broken']);
});
