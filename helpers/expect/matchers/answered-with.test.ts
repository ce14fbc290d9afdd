import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { Check } from '../check.ts';
import { Inconclusive } from '../inconclusive.ts';
import { onServerPort } from '../probe-rules.ts';
import { balanced, CLUSTER_IP, type Network, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { expect } from './index.ts';

const RULE = onServerPort(8080);
const seenOn = (serverPort: number) => ({ from: { address: '10.42.0.9', port: 1 }, serverPort, node: 'node-1' });
const right: Network = (request, nth) => ({ ...balanced(request, nth), seen: seenOn(8080) });

function sampled(network: Network, about = {}) {
  const check = new Check('SAMPLE-8', randomUUID, new AbortController().signal);
  const options = { client: scriptedClient(network), target: CLUSTER_IP, of: scriptedSubject(), samples: 6, within: 0 };
  return check.sample({ ...options, ...about });
}

async function headOf(sampling: Awaited<ReturnType<typeof sampled>>): Promise<{ head: string; doubt: boolean }> {
  try {
    expect(sampling).toBeAnsweredWith(RULE);
  } catch (error) {
    const [head = ''] = (error as Error).message.split('\n');
    return { head: head.replace(/^.* of shop\/web: /, ''), doubt: error instanceof Inconclusive };
  }
  throw new Error('it did not fail');
}

test('passes when each answer is as the rule says', async () => {
  const sampling = await sampled(right);
  expect(sampling).toBeAnsweredWith(RULE);
  expect(sampling.cell).toMatchObject({
    holds: true,
    expected: expect.stringMatching(/; answered on port 8080 of the/),
  });
});

test('fails for an answer that is not, and for one of somebody else, and shows what came instead', async () => {
  const wrong: Network = (request, nth) => ({ ...right(request, nth), ...(nth % 6 === 0 && { seen: seenOn(9090) }) });
  expect(await headOf(await sampled(wrong))).toEqual({
    head: `1 of 6 are not "answered on port 8080 of the backend", but ${JSON.stringify(seenOn(9090))}`,
    doubt: false,
  });
  const other = await sampled((request, nth) => ({ ...right(request, nth), backend: 'other/c' }));
  expect((await headOf(other)).head).toMatch(/^6 of 6 are not/);
});

test('shows three kinds of what came at most', async () => {
  const outcomes = ['refused', 'timeout', 'unroutable', 'stranger'] as const;
  const sampling = await sampled((_, nth) => ({ outcome: outcomes[nth % 4] ?? 'refused' }));
  expect((await headOf(sampling)).head.split('but ')[1]?.split(', ')).toHaveLength(3);
});

test('can not tell from no probe, a broken one, or a sample that was cut', async () => {
  expect(await headOf(await sampled(right, { samples: 0 }))).toEqual({ head: 'no probe was sent', doubt: true });
  const broken: Network = (request, nth) => (nth % 6 === 0 ? { outcome: 'broken' } : right(request, nth));
  expect(await headOf(await sampled(broken))).toEqual({ head: '1 of 6 probes could not be made', doubt: true });
  const cut = { ...(await sampled(right)), planned: 8 };
  expect(await headOf(cut)).toEqual({
    head: 'only 6 of 8 probes came to an end in the time for a sample, and no fewer are enough',
    doubt: true,
  });
  const wrong = { ...(await sampled(balanced)), planned: 8 };
  expect((await headOf(wrong)).doubt).toBe(false);
});

test('its refusals name it', async () => {
  const sampling = await sampled(right);
  expect(() => expect(sampling).not.toBeAnsweredWith(RULE)).toThrow(
    'expect(…).not.toBeAnsweredWith() would pass on anything else: say what the answers must be',
  );
  expect(() => expect(null).toBeAnsweredWith(RULE)).toThrow(
    'toBeAnsweredWith judges an observation of kind "sampling"',
  );
});
