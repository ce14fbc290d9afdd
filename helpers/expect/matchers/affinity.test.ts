import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { Check } from '../check.ts';
import { Inconclusive } from '../inconclusive.ts';
import { onServerPort } from '../probe-rules.ts';
import { balanced, CLUSTER_IP, type Network, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { expect } from './index.ts';

const signal = new AbortController().signal;

function sampled(network: Network, about = {}) {
  const check = new Check('SAMPLE-8', randomUUID, signal);
  const options = {
    client: scriptedClient(network),
    target: CLUSTER_IP,
    of: scriptedSubject(),
    samples: 20,
    within: 0,
  };
  return check.sample({ ...options, backends: 'any', ...about });
}

const sticky: Network = (request) => balanced(request, 2);

test('one backend for all connections is affinity', async () => {
  const sampling = await sampled(sticky);
  expect(sampling).toStickToOneBackend();
  expect(sampling.cell).toMatchObject({ holds: true, backends: { 'shop/a': 20 }, missChance: null });
});

test('two are not', async () => {
  const sampling = await sampled(balanced);
  expect(() => expect(sampling).toStickToOneBackend()).toThrow('10 of 20 were not answered by shop/b');
});

test('a lost connection is not', async () => {
  const sampling = await sampled((request, nth) => (nth === 27 ? { outcome: 'timeout' } : sticky(request, nth)));
  expect(() => expect(sampling).toStickToOneBackend()).toThrow('1 of 20 were not answered by shop/a');
});

test('a connection that was late with its first answer, and then had all of one backend, is', async () => {
  const check = new Check('SAMPLE-8', randomUUID, signal);
  const late: Network = (request, nth) => (nth === 1 ? { outcome: 'timeout' } : sticky(request, nth));
  const flow = check.flow({ client: scriptedClient(late), target: CLUSTER_IP, of: scriptedSubject() });
  while (flow.stream.results.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await flow.stop()).toStickToOneBackend();
});

test('can not tell from one backend', async () => {
  const of = scriptedSubject({ backends: [{ name: 'shop/a', address: '10.42.0.5', node: 'node-1' }] });
  const sampling = await sampled(sticky, { of });
  expect(() => expect(sampling).toStickToOneBackend()).toThrow(Inconclusive);
  expect(() => expect(sampling).toStickToOneBackend()).toThrow('with one backend there is nothing to choose from');
});

test('two connections of one backend are affinity, one is not, and neither are fewer than planned', async () => {
  expect(await sampled(sticky, { samples: 2 })).toStickToOneBackend();
  const one = await sampled(sticky, { samples: 1 });
  expect(() => expect(one).toStickToOneBackend()).toThrow('1 probes show no affinity');
  const cut = { ...(await sampled(sticky)), planned: 21 };
  expect(() => expect(cut).toStickToOneBackend()).toThrow('only 20 of 21 probes came to an end');
});

test('connections that nobody answered are none', async () => {
  const sampling = await sampled(() => ({ outcome: 'timeout' }));
  expect(() => expect(sampling).toStickToOneBackend()).toThrow('20 of 20 were not answered by a backend');
});

test('an answer on the port of another is named', async () => {
  const seen = { from: { address: '10.42.0.9', port: 4_711 }, serverPort: 9_002, node: 'node-1' };
  const sampling = await sampled((request, nth) => ({ ...balanced(request, nth), seen }));
  expect(sampling).toBeAnsweredWith(onServerPort(9_002));
  expect(() => expect(sampling).toBeAnsweredWith(onServerPort(9_001))).toThrow(
    '20 of 20 are not "answered on port 9001 of the backend", but {"from":{"address":"10.42.0.9","port":4711},"serverPort":9002,"node":"node-1"}',
  );
});

test('can not tell from a probe that could not be made', async () => {
  const sampling = await sampled((request, nth) => (nth === 25 ? { outcome: 'broken' } : sticky(request, nth)));
  expect(() => expect(sampling).toBeAnsweredWith(onServerPort(9_002))).toThrow(Inconclusive);
});
