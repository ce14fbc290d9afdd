import { expect, test } from '@jest/globals';
import type { Cluster } from './cluster-model.ts';
import { type Entry, stays } from './conntrack.ts';
import { cluster, endpoint, NODE_PORT, outside, podOn, service, VIP } from './model-fixture.ts';
import { Network } from './network.ts';

const UDP = { protocol: 'UDP' } as const;
const [first, second] = [endpoint(1), endpoint(2)];
const TERMINATING = { ready: false, terminating: true } as const;

/** A flow to the first endpoint, by ClusterIP or nodePort. */
function flow(protocol: 'TCP' | 'UDP', atNodePort: boolean): Entry {
  const network = new Network(
    () => cluster('iptables', service([first], { protocol })),
    () => 0,
  );
  const [client, address, port] = atNodePort ? [outside, '127.9.0.1', NODE_PORT] : ([podOn(1), VIP, 80] as const);
  const arrival = network.connect(client, { address, port, protocol });
  if (arrival.kind !== 'answered') throw new Error(arrival.kind);
  return arrival.entry;
}

const now = (...endpoints: (typeof first)[]): Cluster => cluster('iptables', service(endpoints, UDP));

test.each([false, true])('UDP, by nodePort %s: an entry stays for as long as its backend serves', (atNodePort) => {
  const entry = flow('UDP', atNodePort);
  expect(stays(now(first, second), entry)).toBe(true);
  expect(stays(now({ ...first, ...TERMINATING }, second), entry)).toBe(true);
  expect(stays(now({ ...first, ...TERMINATING, serving: false }, second), entry)).toBe(false);
  expect(stays(now({ ...first, port: 9000 }), entry)).toBe(false);
  expect(stays(now(second), entry)).toBe(false);
});

test('where no endpoint is left, an entry of a ClusterIP goes and that of a nodePort stays', () => {
  expect(stays(now(), flow('UDP', false))).toBe(false);
  expect(stays(now(), flow('UDP', true))).toBe(true);
  expect(stays(cluster('iptables'), flow('UDP', true))).toBe(true);
});

test('a connection over TCP stays, whatever becomes of its Service', () => {
  expect(stays(cluster('iptables'), flow('TCP', false))).toBe(true);
});
