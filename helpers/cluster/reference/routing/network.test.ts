import { expect, test } from '@jest/globals';
import type { Cluster } from './cluster-model.ts';
import { cluster, endpoint, onNode, podOn, service, VIP } from './model-fixture.ts';
import { Network } from './network.ts';

const TARGET = { address: VIP, port: 80, protocol: 'TCP' } as const;

/** A network whose dice fall as told, one after another. */
function network(of: () => Cluster, dice: number[], now = () => 0): Network {
  return new Network(of, now, () => dice.shift() ?? 0);
}

function chosen(arrival: ReturnType<Network['connect']>): string {
  return arrival.kind === 'answered' ? arrival.entry.way.address : arrival.kind;
}

test('each new connection takes one of the backends at random', () => {
  const of = cluster('nftables', service([endpoint(1), endpoint(2)]));
  const net = network(() => of, [0.1, 0.9, 0.4]);
  expect([1, 2, 3].map(() => chosen(net.connect(podOn(1), TARGET)))).toEqual(['10.42.1.5', '10.42.2.5', '10.42.1.5']);
});

test('with affinity a client stays on each node, each connection renews it, and silence ends it', () => {
  let time = 0;
  const of = cluster('iptables', service([endpoint(1), endpoint(2)], { affinitySeconds: 10 }));
  const net = network(
    () => of,
    [0.1, 0.9, 0.9],
    () => time,
  );
  const ask = (client = podOn(1)) => chosen(net.connect(client, TARGET));
  expect([ask(), ask(onNode(1))]).toEqual(['10.42.1.5', '10.42.2.5']);
  for (time = 9_000; time < 40_000; time += 9_000) expect(ask()).toBe('10.42.1.5');
  time += 2_000;
  expect(ask()).toBe('10.42.2.5');
});

test('affinity does not hold a client to a backend that is none any more', () => {
  const [sticky, other] = [endpoint(1), endpoint(2)];
  let endpoints = [sticky, other];
  const net = network(() => cluster('iptables', service(endpoints, { affinitySeconds: 10 })), [0]);
  expect(chosen(net.connect(podOn(1), TARGET))).toBe(sticky.address);
  endpoints = [other];
  expect(chosen(net.connect(podOn(1), TARGET))).toBe(other.address);
});

test('an endpoint that no pod has any more is silence, and one that does not listen refuses', () => {
  const ways = [endpoint(3), endpoint(1, { port: 9999 })];
  const net = network(() => cluster('iptables', service(ways)), [0.1, 0.9]);
  expect([1, 2].map(() => chosen(net.connect(podOn(1), TARGET)))).toEqual(['timeout', 'refused']);
});
