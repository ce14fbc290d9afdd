import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { SETTLED_SAMPLE_MS } from '../bounds.ts';
import { NotYet } from '../kube/eventually.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import type { Client, ProbeResult } from '../probe/probe.ts';
import { Check } from './check.ts';
import { equal } from './field-rules.ts';
import { expect } from './matchers/index.ts';
import { balanced, CLUSTER_IP, type Network, NODE_PORT, scriptedClient, scriptedSubject } from './scripted-client.ts';

const clock = fakeClock();

function check(): Check {
  return new Check('SAMPLE-6', randomUUID, new AbortController().signal, clock);
}

function clientOf(network: Network, about: Partial<Client> = {}): Client {
  return scriptedClient(network, about, clock.now);
}

/** The nodePort answers and the ClusterIP does not. */
const closed: Network = (request, nth) =>
  request.target.kind === 'nodePort' ? balanced(request, nth) : { outcome: 'timeout', detail: 'silence' };

test('a silence is held with one control beside each probe, and its cell says so', async () => {
  const own = check();
  const client = clientOf(closed, { kind: 'outside', name: 'this process' });
  const silence = await own.silence({
    client,
    target: CLUSTER_IP,
    control: NODE_PORT,
    of: scriptedSubject(),
    within: 0,
  });
  expect(silence).toReachNobody();
  expect(silence.pairs.length).toBeGreaterThanOrEqual(10);
  expect(own.cells).toEqual([
    expect.objectContaining({
      target: 'ClusterIP 10.43.0.7:80 of shop/web',
      path: {
        from: { kind: 'outside', node: 'node-1' },
        to: { kind: 'ClusterIP', node: null, service: 'shop/web' },
        backends: { 'shop/a': 'node-1', 'shop/b': 'node-2' },
      },
      holds: true,
      outcomes: { timeout: silence.pairs.length },
      control: {
        target: 'nodePort 172.18.0.3:30080 of shop/web on node node-2',
        outcomes: { answered: silence.pairs.length },
      },
    }),
  ]);
});

test('a silence whose control is taken away can not be told', async () => {
  const client = clientOf(() => ({ outcome: 'timeout', detail: 'silence' }), {
    kind: 'outside',
    name: 'this process',
  });
  const silence = await check().silence({
    client,
    target: CLUSTER_IP,
    control: NODE_PORT,
    of: scriptedSubject(),
    within: 0,
  });
  expect(() => expect(silence).toReachNobody()).toThrow('the positive control did not answer beside');
});

test('a probe that the client lost and a backend logged is no silence', async () => {
  const seen: string[] = [];
  const client = clientOf((request, nth) => {
    if (request.target.kind === 'ClusterIP') seen.push(request.token);
    return closed(request, nth);
  });
  const arrivals = async () => new Map([[seen[3] ?? '', { backend: 'shop/b', from: '172.18.0.1' }]]);
  const of = scriptedSubject({ arrivals });
  const silence = await check().silence({ client, target: CLUSTER_IP, control: NODE_PORT, of, within: 0 });
  expect(() => expect(silence).toReachNobody()).toThrow('probes arrived at shop/b, by the access log there');
});

test('a door that closes late is waited for, and the time is kept', async () => {
  const start = clock.now();
  const client = clientOf((request, nth) =>
    clock.now() - start < 500 ? balanced(request, nth) : closed(request, nth),
  );
  const silence = await check().silence({
    client,
    target: CLUSTER_IP,
    control: NODE_PORT,
    of: scriptedSubject(),
    within: 5_000,
  });
  expect(silence).toReachNobody();
  expect(silence.cell.settledMs).toBeGreaterThanOrEqual(400);
});

test('a sample that takes too long is cut, and is no pass', async () => {
  const half: Client['probe'] = async (requests, signal) => {
    await new Promise((cut) => signal?.addEventListener('abort', cut));
    return requests.map(
      (request, index): ProbeResult => ({
        ...{ request, sentAt: index, totalMs: 1 },
        ...(index < 2
          ? { outcome: 'answered', backend: index ? 'shop/a' : 'shop/b', detail: '' }
          : { outcome: 'broken', detail: 'aborted' }),
      }),
    );
  };
  const client = clientOf(balanced, { probe: half });
  const options = { client, target: CLUSTER_IP, of: scriptedSubject(), samples: 4, within: 0 };
  const sampling = await check().sample({ ...options, beside: clientOf(balanced) });
  expect(() => expect(sampling).toReachEveryBackend()).toThrow(
    'only 2 of 4 probes came to an end in the time for a sample',
  );
});

test('of a closed door a few probes come to an end where a whole sample does not', async () => {
  const asked: number[] = [];
  const slow: Client['probe'] = async (requests, signal) => {
    asked.push(requests.length);
    const isWhole = requests.length > 3;
    if (isWhole) await new Promise((cut) => signal?.addEventListener('abort', cut));
    const outcome = isWhole ? 'broken' : 'refused';
    return requests.map((request) => ({ request, sentAt: clock.now(), totalMs: 1, outcome, detail: '' }));
  };
  const client = clientOf(() => ({ outcome: 'refused' }), { probe: slow, trial: clientOf(closed).trial });
  const options = { client, target: CLUSTER_IP, of: scriptedSubject(), samples: 4, within: 0 };
  const sampling = await check().sample({ ...options, beside: clientOf(balanced) });
  expect(asked).toEqual([4, 4, 3]);
  expect(() => expect(sampling).toReachEveryBackend()).toThrow('0 of 3 answered');
});

test('a sample of a door that has just answered is given more time', async () => {
  const { trial } = clientOf(balanced);
  let cutAfterMs = 0;
  const slow: Client['probe'] = async (requests, signal) => {
    const sentAt = clock.now();
    await new Promise((cut) => signal?.addEventListener('abort', cut));
    cutAfterMs = clock.now() - sentAt;
    return requests.map((request) => ({ request, sentAt, totalMs: 1, outcome: 'broken', detail: 'aborted' }));
  };
  const client = clientOf(balanced, { probe: slow, trial });
  const beside = clientOf(balanced);
  await check().sample({ client, target: CLUSTER_IP, of: scriptedSubject(), within: 5_000, beside });
  expect(cutAfterMs).toBe(SETTLED_SAMPLE_MS);
});

test('traffic is judged from its first probe to its last', async () => {
  const own = check();
  const traffic = own.traffic({ client: clientOf(balanced), target: CLUSTER_IP, of: scriptedSubject() });
  await new Promise((done) => setTimeout(done, 100));
  const continuity = await traffic.stop();
  expect(continuity).toBeAnsweredThroughout();
  expect(own.cells[0]).toMatchObject({ holds: true, probes: continuity.results.length });
  await traffic[Symbol.asyncDispose]();
});

const READ = { what: 'Service shop/web', repeat: 'kubectl get svc', within: 1_000 };

test('an object is read until it is as wanted, and the time is kept', async () => {
  const own = check();
  let looks = 0;
  const read = async () => {
    looks += 1;
    return { a: looks };
  };
  const fields = await own.read({ ...READ, read, rules: { a: equal(3) } });
  expect(fields).toHaveFields({ a: equal(3) });
  expect(own.cells).toMatchObject([{ client: 'the API', target: 'Service shop/web', expected: expect.any(String) }]);
  expect(own.cells).toMatchObject([{ holds: true, settledMs: 200, repeat: 'kubectl get svc' }]);
  expect(own.observed.fields).toEqual([fields]);
});

test('what was read last is judged where it never came', async () => {
  const fields = await check().read({ ...READ, read: async () => ({ a: 1 }), rules: { a: equal(3) } });
  expect(() => expect(fields).toHaveFields({ a: equal(3) })).toThrow('a: expected 3, is 1');
  expect(fields.cell.settledMs).toBe(1_000);
});

test('where nothing could be read there is nothing to judge', async () => {
  const read = () => Promise.reject(new NotYet('no such Service'));
  await expect(check().read({ ...READ, read, rules: {} })).rejects.toThrow('last: no such Service');
  const defect = () => Promise.reject(new TypeError('x is undefined'));
  await expect(check().read({ ...READ, read: defect, rules: {} })).rejects.toThrow('x is undefined');
});

test('an error after a first look is no mismatch', async () => {
  let looks = 0;
  const read = async () => {
    looks += 1;
    if (looks > 1) throw new TypeError('x is undefined');
    return { a: 1 };
  };
  await expect(check().read({ ...READ, read, rules: { a: equal(3) } })).rejects.toThrow('x is undefined');
});

test('tables and notes are kept for the report', () => {
  const own = check();
  const table = { title: 't', columns: ['a'], rows: [] };
  own.table(table);
  own.note('a fact');
  expect([own.tables, own.notes]).toEqual([[table], ['a fact']]);
  expect([check().tables, check().notes]).toEqual([[], []]);
});

test('samples are as many as see every backend, and the chance to miss one is in the cell', async () => {
  const sampling = await check().sample({
    client: clientOf(balanced),
    target: CLUSTER_IP,
    of: scriptedSubject(),
    within: 0,
  });
  expect(sampling.cell).toMatchObject({ probes: 21, missChance: 2 / 2 ** 21 });
});
