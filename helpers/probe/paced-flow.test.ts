import { expect, test } from '@jest/globals';
import { pacedFlow } from './paced-flow.ts';
import type { ProbeRequest, ProbeResult, Target } from './probe.ts';

const TARGET: Target = { kind: 'ClusterIP', host: '10.43.0.7', port: 80 };
const OTHER: Target = { ...TARGET, host: '10.43.0.8' };

/** A flow whose nth request, from 1, finds its socket to be of no use any more. */
function flowing(overAt: number) {
  const asked: ProbeRequest[] = [];
  let ends = 0;
  const ask = async (request: ProbeRequest) => {
    asked.push(request);
    const outcome = asked.length === overAt ? ('refused' as const) : ('answered' as const);
    const result: ProbeResult = { request, outcome, sentAt: 1, totalMs: 7, detail: `words ${asked.length}` };
    return { result, over: asked.length === overAt };
  };
  let sent = 0;
  const next = () => {
    sent += 1;
    return { target: sent === 1 ? TARGET : OTHER, token: `${sent}`, timeoutMs: 900 };
  };
  const end = async () => {
    ends += 1;
  };
  return { asked, ends: () => ends, stream: pacedFlow(ask, next, 1, end) };
}

test('all requests go to the target of the first', async () => {
  const { asked, stream, ends } = flowing(0);
  while (asked.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  const results = await stream.stop();
  expect(new Set(results.map(({ request }) => request.target))).toEqual(new Set([TARGET]));
  expect(results.slice(0, 2).map(({ request }) => request.token)).toEqual(['1', '2']);
  expect(ends()).toBe(1);
});

test('once the socket is of no use nothing is sent, and what comes is what came last', async () => {
  const { asked, stream } = flowing(2);
  while (stream.results.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
  const [first, last, ...others] = await stream.stop();
  expect(asked).toHaveLength(2);
  expect([first?.outcome, last?.outcome]).toEqual(['answered', 'refused']);
  for (const { outcome, detail, totalMs, request } of others) {
    expect([outcome, detail, totalMs, request.target]).toEqual(['refused', 'words 2', 0, TARGET]);
  }
});
