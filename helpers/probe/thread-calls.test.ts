import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from '@jest/globals';
import { udpServer } from './local-servers.ts';
import type { ProbeRequest } from './probe.ts';
import { THREAD } from './thread-calls.ts';
import type { FromThread } from './thread-messages.ts';

const request = (port: number): ProbeRequest => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port, protocol: 'UDP' },
  token: 'a',
  timeoutMs: 1_000,
});

/** The threads there were, and whether each keeps the process. */
const threads = new Map<Worker, boolean>();
const { ref, unref } = Worker.prototype;
Object.assign(Worker.prototype, {
  ref(this: Worker) {
    threads.set(this, true);
    ref.call(this);
  },
  unref(this: Worker) {
    threads.set(this, false);
    unref.call(this);
  },
});
afterAll(() => void Object.assign(Worker.prototype, { ref, unref }));
const latest = () => [...threads.keys()].at(-1) as Worker;
const keeps = () => threads.get(latest());

/** One call, and the first thing that it is told. */
function opened() {
  const { promise: told, resolve, reject } = Promise.withResolvers<FromThread>();
  told.catch(() => {});
  return { id: THREAD.open({ told: resolve, failed: reject }), told };
}

test('each call is told of its own, and the thread keeps the process for as long as there is one', async () => {
  await using server = await udpServer((_bytes, reply) => reply('here'));
  const a = opened();
  const count = threads.size;
  const b = opened();
  expect(a.id).not.toBe(b.id);
  THREAD.tell(b.id, { kind: 'probe', nonce: 'n1', requests: [request(server.port)] });
  expect(await b.told).toMatchObject({ id: b.id, kind: 'results', results: [{ detail: expect.any(String) }] });
  expect(keeps()).toBe(true);
  THREAD.close(b.id);
  expect(keeps()).toBe(true);
  THREAD.tell(a.id, { kind: 'stop' });
  expect(await a.told).toEqual({ id: a.id, kind: 'results', results: [], over: true });
  THREAD.close(a.id);
  expect(keeps()).toBe(false);
  const c = opened();
  expect([keeps(), threads.size]).toEqual([true, count]);
  THREAD.close(c.id);
});

test('a thread that ends fails what waits for it, and the next call has another', async () => {
  const [a, b] = [opened(), opened()];
  const ended = latest();
  await ended.terminate();
  for (const { told } of [a, b])
    await expect(told).rejects.toThrow('the thread that probes leave from ended with code 1');
  const next = opened();
  expect(latest()).not.toBe(ended);
  THREAD.tell(next.id, { kind: 'stop' });
  expect(await next.told).toMatchObject({ over: true });
  THREAD.close(next.id);
});

test('an error in the thread is told in its words, and spoils nothing that is asked from then on', async () => {
  const a = opened();
  const broken = latest();
  const exited = new Promise((resolve) => broken.once('exit', resolve));
  THREAD.tell(a.id, { kind: 'probe', nonce: 'n1', requests: undefined as never });
  await expect(a.told).rejects.toThrow(/^the thread that probes leave from: requests is not iterable$/);
  const next = opened();
  await exited;
  THREAD.tell(next.id, { kind: 'stop' });
  expect(await next.told).toMatchObject({ over: true });
  THREAD.close(next.id);
});
