import { expect, test } from '@jest/globals';
import type { Client, Cluster, Mode, Target } from './cluster-model.ts';
import { cluster, endpoint, NODE_PORT, onNode, outside, podOn, service, VIP } from './model-fixture.ts';
import { route } from './route.ts';

const MODES: readonly Mode[] = ['iptables', 'nftables'];
const at = (address: string, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): Target => ({ address, port, protocol });
const vip = at(VIP, 80);
const door = (number: number) => at(`127.9.0.${number}`, NODE_PORT);

/** `answered 10.42.1.5<10.42.1.9 …`: each backend, and the source that it sees. */
function seen(of: Cluster, client: Client, target: Target): string {
  const routed = route(of, client, target);
  if (routed.kind !== 'answered') return routed.kind;
  return ['answered', ...routed.by.map(({ address, source }) => `${address}<${source}`)].join(' ');
}

const both = [endpoint(1), endpoint(2)];
const FIRST = '10.42.1.5';
const SECOND = '10.42.2.5';

test.each(MODES)(
  '%s: a ClusterIP leads pods and nodes to every ready endpoint, and a pod keeps its address',
  (mode) => {
    const web = cluster(mode, service(both));
    expect(seen(web, podOn(1), vip)).toBe(`answered ${FIRST}<10.42.1.9 ${SECOND}<10.42.1.9`);
    expect(seen(web, onNode(1), vip)).toBe(`answered ${FIRST}<10.42.1.1 ${SECOND}<10.42.1.0`);
    const itself: Client = { kind: 'pod', node: 'node-1', address: FIRST };
    expect(seen(web, itself, vip)).toBe(`answered ${FIRST}<10.42.1.1 ${SECOND}<${FIRST}`);
  },
);

test.each(MODES)('%s: from outside only nodePorts lead in, masqueraded by the node that was dialled', (mode) => {
  const web = cluster(mode, service(both));
  expect(seen(web, outside, vip)).toBe('unroutable');
  expect(seen(web, outside, at(FIRST, 8080))).toBe('unroutable');
  expect(seen(web, outside, at('127.9.0.1', 80))).toBe('refused');
  expect(seen(web, outside, at('127.9.0.1', NODE_PORT, 'UDP'))).toBe('refused');
  expect(seen(web, outside, door(1))).toBe(`answered ${FIRST}<10.42.1.1 ${SECOND}<10.42.1.0`);
  expect(seen(web, outside, door(3))).toBe(`answered ${FIRST}<10.42.3.0 ${SECOND}<10.42.3.0`);
});

test.each([
  ['iptables', 'timeout', 'timeout'],
  ['nftables', 'refused', 'timeout'],
] as const)('%s: an undeclared port is %s, an address that nobody holds %s', (mode, undeclared, unheld) => {
  const web = cluster(mode, service(both));
  expect(seen(web, podOn(1), at(VIP, 8080))).toBe(undeclared);
  expect(seen(web, onNode(1), at(VIP, NODE_PORT))).toBe(undeclared);
  expect(seen(web, podOn(1), at('127.9.128.8', 80))).toBe(unheld);
});

test.each(MODES)('%s: without a usable endpoint everybody is refused', (mode) => {
  const unready = endpoint(1, { ready: false, serving: false });
  const gone = endpoint(2, { ready: false, serving: false, terminating: true });
  for (const externalLocal of [false, true]) {
    const web = cluster(mode, service([unready, gone], { externalLocal, internalLocal: externalLocal }));
    expect([podOn(1), onNode(2)].map((client) => seen(web, client, vip))).toEqual(['refused', 'refused']);
    expect([outside, podOn(2)].map((client) => seen(web, client, door(3)))).toEqual(['refused', 'refused']);
  }
});

test.each(MODES)('%s: externalTrafficPolicy Local', (mode) => {
  const web = cluster(mode, service(both, { externalLocal: true }));
  expect(seen(web, outside, door(1))).toBe(`answered ${FIRST}<127.0.0.1`);
  expect(seen(web, outside, door(3))).toBe('timeout');
  // Who is on the dialled node is not outside; a pod elsewhere is.
  expect(seen(web, podOn(3), door(3))).toBe(`answered ${FIRST}<10.42.3.9 ${SECOND}<10.42.3.9`);
  expect(seen(web, onNode(3), door(3))).toBe(`answered ${FIRST}<10.42.3.0 ${SECOND}<10.42.3.0`);
  expect(seen(web, podOn(3), door(1))).toBe(`answered ${FIRST}<127.9.0.3`);
  expect(seen(web, podOn(1), door(3))).toBe('timeout');
  expect(seen(web, podOn(3), vip)).toBe(`answered ${FIRST}<10.42.3.9 ${SECOND}<10.42.3.9`);
});

test.each(MODES)('%s: internalTrafficPolicy Local leaves the nodePort alone', (mode) => {
  const web = cluster(mode, service(both, { internalLocal: true }));
  expect(seen(web, podOn(1), vip)).toBe(`answered ${FIRST}<10.42.1.9`);
  expect(seen(web, onNode(3), vip)).toBe('timeout');
  expect(seen(web, outside, door(3))).toBe(`answered ${FIRST}<10.42.3.0 ${SECOND}<10.42.3.0`);
});

test('a node that dials the nodePort of another one under a Local policy is seen as that node', () => {
  const web = cluster('iptables', service(both, { externalLocal: true }));
  expect(seen(web, onNode(3), door(1))).toBe(`answered ${FIRST}<127.9.0.3`);
  expect(seen(web, onNode(1), door(1))).toBe(`answered ${FIRST}<10.42.1.1 ${SECOND}<10.42.1.0`);
});

test('of a datagram that its own rules drop a process of a node is told at once, of a connection it is not', () => {
  const elsewhere = (protocol: 'TCP' | 'UDP') =>
    seen(cluster('iptables', service(both, { protocol, internalLocal: true })), onNode(3), { ...vip, protocol });
  expect([elsewhere('TCP'), elsewhere('UDP')]).toEqual(['timeout', 'unroutable']);
});

test('of what its own rules reject it is told over either protocol', () => {
  const none = (protocol: 'TCP' | 'UDP') =>
    seen(cluster('iptables', service([], { protocol })), onNode(1), { ...vip, protocol });
  expect([none('TCP'), none('UDP')]).toEqual(['refused', 'refused']);
});

test("loopback is a pod's own", () => {
  const none = cluster('iptables');
  expect(seen(none, { kind: 'pod', node: 'node-1', address: FIRST }, at('127.0.0.1', 8080))).toBe(
    `answered ${FIRST}<${FIRST}`,
  );
  expect(seen(none, podOn(3), at('127.0.0.1', 8080))).toBe('refused');
});

test('which addresses of a node a nodePort is open on', () => {
  const open = (mode: Mode, client: Client) =>
    ['127.9.0.1', '10.42.1.1', '10.42.1.0', '127.0.0.1', '::1'].map((address) =>
      seen(cluster(mode, service(both)), client, at(address, NODE_PORT)).replace(/ .*/, ''),
    );
  expect(open('iptables', onNode(1))).toEqual(['answered', 'answered', 'answered', 'answered', 'refused']);
  expect(open('nftables', onNode(1))).toEqual(['answered', 'refused', 'refused', 'refused', 'refused']);
});

test('a pod itself: its ports, its closed ports, and an address that no pod has', () => {
  const none = cluster('iptables');
  expect(seen(none, podOn(3), at(FIRST, 8080))).toBe(`answered ${FIRST}<10.42.3.9`);
  expect(seen(none, onNode(1), at(FIRST, 8080))).toBe(`answered ${FIRST}<10.42.1.1`);
  expect(seen(none, onNode(1), at(SECOND, 8080))).toBe(`answered ${SECOND}<10.42.1.0`);
  expect(seen(none, podOn(3), at(FIRST, NODE_PORT))).toBe('refused');
  expect(seen(none, podOn(3), at('10.42.1.77', 8080))).toBe('timeout');
});
