import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import type { ProbeResult } from '../../probe/probe.ts';
import { Check } from '../check.ts';
import { HeldUp, Inconclusive } from '../inconclusive.ts';
import { balanced, CLUSTER_IP, type Network, NODE_PORT, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { expect } from './index.ts';

const never = new AbortController().signal;

/** A sample of four taken through that network, not waited for. */
function sampled(network: Network, about = {}) {
  const check = new Check('SAMPLE-1', randomUUID, never);
  const options = { client: scriptedClient(network), target: CLUSTER_IP, of: scriptedSubject(), samples: 4, within: 0 };
  return check.sample({ ...options, ...about });
}

function messageOf(judge: () => void): string {
  try {
    judge();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

test('passes when every probe was answered and each backend answered', async () => {
  const sampling = await sampled(balanced);
  expect(sampling).toReachEveryBackend();
  expect(sampling).toShowPage('Welcome to nginx!');
  expect(sampling.cell).toMatchObject({
    holds: true,
    probes: 4,
    outcomes: { answered: 4 },
    backends: { 'shop/a': 2, 'shop/b': 2 },
  });
});

test('the second control goes over the protocol of the target', async () => {
  const asked: string[] = [];
  const udp = { ...CLUSTER_IP, protocol: 'UDP' } as const;
  const network: Network = ({ target }) => {
    asked.push(`${target.kind} ${target.protocol}`);
    return { outcome: target.kind === 'pod IP' ? 'answered' : 'timeout' };
  };
  const sampling = await sampled(network, { target: udp });
  expect(new Set(asked)).toEqual(new Set(['ClusterIP UDP', 'pod IP UDP']));
  expect(sampling.evidence?.podIPs[0]).toBe(
    'pod suite/client on node node-1 (10.42.0.9) -> 10.42.0.5:80/UDP: answered',
  );
});

test('says who asked whom, what was expected, what came, the second control and how to repeat it', async () => {
  const lost: Network = (request, nth) =>
    request.target.kind !== 'ClusterIP' || nth % 2 === 0
      ? balanced(request, 2)
      : { outcome: 'timeout', detail: 'Connection timed out', totalMs: 3000, sentAt: 1000 };
  const sampling = await sampled((request, nth) => ({ ...lost(request, nth), sentAt: 1000 }));
  expect(messageOf(() => expect(sampling).toReachEveryBackend())).toBe(
    [
      'SAMPLE-1: pod suite/client on node node-1 (10.42.0.9) -> ClusterIP 10.43.0.7:80 of shop/web: 2 of 4 answered',
      '  expected: each of 4 new connections answered, by every one of shop/a on node node-1 (10.42.0.5), shop/b on node node-2 (10.42.1.5)',
      '  seen: 4 probes in 1 ms: 2 answered, 2 timeout; by backend: shop/a 2',
      '    2 x timeout: Connection timed out',
      "  timeline: t.t. (2 of 4 as expected; . as expected, else the outcome's initial)",
      '  pod IPs, asked directly (if they fail too it is the pod network, not the Service):',
      '    pod suite/client on node node-1 (10.42.0.9) -> 10.42.0.5:80: answered',
      '    pod suite/client on node node-1 (10.42.0.9) -> 10.42.1.5:80: answered',
      '  EndpointSlices then:',
      '    10.42.0.5 80/TCP: ready, serving, not terminating; pod a on node node-1; slice web-1',
      '  repeat: curl http://10.43.0.7:80/',
    ].join('\n'),
  );
  expect(sampling.cell.holds).toBe(false);
});

test('fails when one backend never answers, and names it', async () => {
  const sampling = await sampled((request) => balanced(request, 2));
  expect(messageOf(() => expect(sampling).toReachEveryBackend())).toMatch(/: shop\/b never answered\n/);
});

test('fails when somebody else answers too, though all backends did', async () => {
  const sampling = await sampled((request, nth) => (nth === 8 ? { backend: 'other/c' } : balanced(request, nth)));
  expect(messageOf(() => expect(sampling).toReachEveryBackend())).toMatch(
    /: answered by other\/c, which is no backend of it\n/,
  );
});

test('names the node that was dialled', async () => {
  const sampling = await sampled(() => ({ outcome: 'refused', detail: 'Connection refused' }), { target: NODE_PORT });
  expect(messageOf(() => expect(sampling).toReachEveryBackend())).toMatch(
    /-> nodePort 172\.18\.0\.3:30080 of shop\/web on node node-2: 0 of 4 answered\n/,
  );
});

test('fails for another page, and says which', async () => {
  const sampling = await sampled((request, nth) => ({
    ...balanced(request, nth),
    status: 404,
    title: '404 Not Found',
  }));
  expect(messageOf(() => expect(sampling).toShowPage('Welcome to nginx!'))).toMatch(
    /: 0 of 4 showed "Welcome to nginx!", one got status 404 and the title "404 Not Found"\n/,
  );
});

test.each(['toReachEveryBackend', 'toShowPage'] as const)('%s can not tell from a broken probe', async (matcher) => {
  const sampling = await sampled((request, nth) =>
    nth === 8 ? { outcome: 'broken', detail: 'the exec broke' } : balanced(request, nth),
  );
  expect(() => expect(sampling)[matcher]('Welcome to nginx!')).toThrow(Inconclusive);
  expect(sampling.cell.holds).toBeNull();
});

test('can not tell from probes that shared a connection', async () => {
  const sampling = await sampled((request, nth) => ({
    ...balanced(request, nth),
    local: { address: '10.42.0.9', port: 4 },
  }));
  expect(() => expect(sampling).toReachEveryBackend()).toThrow('3 probes shared a connection with another');
});

test('can not tell from no probe, and from no backend', async () => {
  const empty = await sampled(balanced, { samples: 0 });
  expect(() => expect(empty).toReachEveryBackend()).toThrow(Inconclusive);
  const nobody = await sampled(balanced, { of: scriptedSubject({ backends: [] }) });
  expect(() => expect(nobody).toReachEveryBackend()).toThrow(Inconclusive);
});

test('.not is refused, and so is what is no observation', async () => {
  const sampling = await sampled(balanced);
  expect(() => expect(sampling).not.toReachEveryBackend()).toThrow(
    'expect(…).not.toReachEveryBackend() would pass on anything else: name what must come, as toReachNobody() does for silence',
  );
  expect(() => expect({ kind: 'silence' }).toReachEveryBackend()).toThrow(
    'toReachEveryBackend judges an observation of kind "sampling", and was given {"kind":"silence"}',
  );
});

test('waits for what may still come, and says how long it took', async () => {
  const late: Network = (request, nth) =>
    nth <= 8 ? { outcome: 'refused', detail: 'Connection refused' } : balanced(request, nth);
  const sampling = await sampled(late, { within: 5_000 });
  expect(sampling).toReachEveryBackend();
  expect(sampling.cell.settledMs).toBeGreaterThan(100);
});

test('a sample that was good once does not excuse the one that is judged', async () => {
  const relapse: Network = (request, nth) =>
    nth <= 5 ? balanced(request, nth) : { outcome: 'timeout', detail: 'silence' };
  const sampling = await sampled(relapse, { within: 5_000 });
  expect(() => expect(sampling).toReachEveryBackend()).toThrow('0 of 4 answered');
});

test('a backend that is gone makes what it did not answer no evidence, and changes nothing about a sample that was answered', async () => {
  const gone = { ...scriptedSubject(), gone: async () => ['pod shop/b is gone'] };
  const without: Network = (request) => ({ ...balanced(request, 2) });
  const sampling = await sampled(without, { of: gone });
  const judge = () => expect(sampling).toReachEveryBackend();
  expect(judge).toThrow(Inconclusive);
  expect(messageOf(judge).split('\n').slice(0, 2)).toEqual([
    'SAMPLE-1: pod shop/b is gone, so that what was not answered proves nothing',
    expect.stringContaining('shop/b never answered'),
  ]);
  expect(await sampled(balanced, { of: gone })).toReachEveryBackend();
});

const headOf = (judge: () => void) =>
  messageOf(judge)
    .split('\n')[0]
    ?.replace(/^.* of shop\/web: /, '');

test('each doubt has its words', async () => {
  const empty = await sampled(balanced, { samples: 0 });
  expect(headOf(() => expect(empty).toReachEveryBackend())).toBe('no probe was sent');
  const nobody = await sampled(balanced, { of: scriptedSubject({ backends: [] }) });
  expect(headOf(() => expect(nobody).toReachEveryBackend())).toBe('no backends were named');
  const broken = await sampled((request, nth) => (nth === 8 ? { outcome: 'broken' } : balanced(request, nth)));
  expect(headOf(() => expect(broken).toReachEveryBackend())).toBe('1 of 4 probes could not be made');
});

test('what is no more than unmade is held up, and what came wrongly beside it is not made up for', async () => {
  const besides = (other: Partial<ProbeResult>) =>
    sampled((request, nth) => (nth === 8 ? { outcome: 'broken' } : nth === 7 ? other : balanced(request, nth)));
  const held = async (judge: (received: unknown) => void, other: Partial<ProbeResult>) => {
    const sampling = await besides(other);
    try {
      judge(sampling);
    } catch (error) {
      return error instanceof HeldUp;
    }
    throw new Error('it did not fail');
  };
  const right = balanced({ target: CLUSTER_IP, token: '', timeoutMs: 1 }, 7);
  for (const judge of [
    (received: unknown) => expect(received).toReachEveryBackend(),
    (received: unknown) => expect(received).toShowPage('Welcome to nginx!'),
    (received: unknown) => expect(received).toBeAnsweredWith({ words: 'anything', holds: () => true }),
  ]) {
    expect(await held(judge, right)).toBe(true);
    expect(await held(judge, { outcome: 'timeout' })).toBe(false);
  }
});

test('everybody who is missing is named, and everybody who answers without being asked', async () => {
  const anonymous = await sampled(() => ({ outcome: 'answered' }));
  expect(headOf(() => expect(anonymous).toReachEveryBackend())).toBe('shop/a, shop/b never answered');
  const others = await sampled((_, nth) => ({ outcome: 'answered', backend: `other/${nth % 2}` }));
  expect(headOf(() => expect(others).toReachEveryBackend())).toMatch(/^answered by other\/\d, other\/\d, which is no/);
});

test('the timeline shows an answer of somebody else as wrong', async () => {
  const sampling = await sampled((request, nth) => (nth === 8 ? { backend: 'other/c' } : balanced(request, nth)));
  expect(messageOf(() => expect(sampling).toReachEveryBackend())).toContain('timeline: ...a (3 of 4 as expected;');
});

const onOnePort = { local: { address: '10.42.0.9', port: 4 } };

test('a sample that was cut or shared connections still fails where it shows a failure', async () => {
  const sampling = await sampled((_, nth) => ({ outcome: nth === 8 ? 'timeout' : 'answered', ...onOnePort }));
  const cut = { ...sampling, planned: 8 };
  for (const judge of [sampling, cut].map((each) => () => expect(each).toReachEveryBackend())) {
    expect(judge).not.toThrow(Inconclusive);
    expect(headOf(judge)).toBe('3 of 4 answered');
  }
});

test('in a sample that was cut or shared connections a backend may be missing by chance', async () => {
  const onlyA: Network = (request) => balanced(request, 2);
  const shared = await sampled((request, nth) => ({ ...onlyA(request, nth), ...onOnePort }));
  expect(headOf(() => expect(shared).toReachEveryBackend())).toBe('3 probes shared a connection with another');
  const cut = { ...(await sampled(onlyA)), planned: 8 };
  expect(headOf(() => expect(cut).toReachEveryBackend())).toMatch(/^only 4 of 8 probes came to an end/);
  for (const each of [shared, cut]) expect(() => expect(each).toReachEveryBackend()).toThrow(Inconclusive);
  const good = await sampled(balanced);
  expect(() => expect({ ...good, planned: 8 }).toReachEveryBackend()).toThrow(Inconclusive);
});

test('probes whose port nobody knows shared none', async () => {
  const unknown: Network = (request, nth) => ({ ...balanced(request, nth), local: undefined as never });
  expect(await sampled(unknown)).toReachEveryBackend();
  const now = await sampled((request, nth) => ({
    ...balanced(request, nth),
    ...(nth % 2 === 0 && unknown(request, nth)),
  }));
  expect(now).toReachEveryBackend();
});
