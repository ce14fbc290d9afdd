import { expect, test } from '@jest/globals';
import { iptablesGroups, nftGroups } from './node-rules.ts';
import { destinationsOf, ownLines, rulesFor } from './service-rules.ts';

const WEB = { name: 'shop/web', addresses: ['10.43.0.7'] };

/** As kube-proxy 1.36 writes them, with another Service whose name ends as that of ours does. */
const IPTABLES = `*raw
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m tcp --dport 30000:32767 -j DROP
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-EXT-AAAAAAAAAAAAAAAA - [0:0]
:KUBE-SVC-AAAAAAAAAAAAAAAA - [0:0]
:KUBE-SEP-AAAAAAAAAAAAAAA1 - [0:0]
:KUBE-SEP-AAAAAAAAAAAAAAA2 - [0:0]
:KUBE-SVC-BBBBBBBBBBBBBBBB - [0:0]
:KUBE-SEP-BBBBBBBBBBBBBBB1 - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.43.0.7/32 -p tcp -m comment --comment "shop/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-AAAAAAAAAAAAAAAA
-A KUBE-SERVICES -d 10.43.0.77/32 -p tcp -m comment --comment "workshop/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-BBBBBBBBBBBBBBBB
-A KUBE-NODEPORTS -p tcp -m comment --comment "shop/web" -m tcp --dport 31234 -j KUBE-EXT-AAAAAAAAAAAAAAAA
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-EXT-AAAAAAAAAAAAAAAA -j KUBE-SVC-AAAAAAAAAAAAAAAA
-A KUBE-SVC-AAAAAAAAAAAAAAAA -m comment --comment "shop/web -> 10.42.0.5:8080" -m statistic --mode random --probability 0.5 -j KUBE-SEP-AAAAAAAAAAAAAAA1
-A KUBE-SVC-AAAAAAAAAAAAAAAA -m comment --comment "shop/web -> 10.42.1.5:8080" -j KUBE-SEP-AAAAAAAAAAAAAAA2
-A KUBE-SEP-AAAAAAAAAAAAAAA1 -s 10.42.0.5/32 -m comment --comment "shop/web" -j KUBE-MARK-MASQ
-A KUBE-SEP-AAAAAAAAAAAAAAA1 -p tcp -m comment --comment "shop/web" -m tcp -j DNAT --to-destination 10.42.0.5:8080
-A KUBE-SEP-AAAAAAAAAAAAAAA2 -p tcp -m comment --comment "shop/web" -m tcp -j DNAT --to-destination 10.42.1.5:8080
-A KUBE-SVC-BBBBBBBBBBBBBBBB -m comment --comment "workshop/web -> 10.42.0.9:8080" -j KUBE-SEP-BBBBBBBBBBBBBBB1
-A KUBE-SEP-BBBBBBBBBBBBBBB1 -p tcp -m comment --comment "workshop/web" -m tcp -j DNAT --to-destination 10.42.0.9:8080
COMMIT
`;

const NFTABLES = `table ip kube-proxy {
	map service-ips {
		type ipv4_addr . inet_proto . inet_service : verdict
		elements = { 10.43.0.7 . tcp . 80 : goto service-AAAAAAAA-shop/web/tcp/,
			     10.43.0.77 . tcp . 80 : goto service-BBBBBBBB-workshop/web/tcp/ }
	}

	map service-nodeports {
		type inet_proto . inet_service : verdict
		elements = { tcp . 31234 : goto external-AAAAAAAA-shop/web/tcp/ }
	}

	chain services {
		ip daddr . meta l4proto . th dport vmap @service-ips
	}

	set nodeport-ips {
		type ipv4_addr
		elements = { 172.18.0.2 }
	}

	chain service-AAAAAAAA-shop/web/tcp/ {
		numgen random mod 1 vmap { 0 : goto endpoint-AAAAAAA1-shop/web/tcp/__10.42.0.5/8080 }
	}

	chain endpoint-AAAAAAA1-shop/web/tcp/__10.42.0.5/8080 {
		ip saddr 10.42.0.5 jump mark-for-masquerade
		meta l4proto tcp dnat to 10.42.0.5:8080
	}

	chain endpoint-BBBBBBB1-workshop/web/tcp/__10.42.0.9/8080 {
		meta l4proto tcp dnat to 10.42.0.9:8080
	}
}
`;

test("iptables: the Service's own chains, its lines in shared ones, and what is nobody's", () => {
  const groups = iptablesGroups('iptables', IPTABLES);
  const kept = rulesFor(groups, [WEB]);
  expect([...kept.keys()]).toEqual([
    ...['iptables raw PREROUTING', 'iptables nat PREROUTING', 'iptables nat KUBE-SERVICES'],
    ...['iptables nat KUBE-NODEPORTS', 'iptables nat KUBE-MARK-MASQ'],
    ...['iptables nat KUBE-EXT-AAAAAAAAAAAAAAAA', 'iptables nat KUBE-SVC-AAAAAAAAAAAAAAAA'],
    ...['iptables nat KUBE-SEP-AAAAAAAAAAAAAAA1', 'iptables nat KUBE-SEP-AAAAAAAAAAAAAAA2'],
  ]);
  expect(kept.get('iptables nat KUBE-SERVICES')).toHaveLength(1);
  expect(ownLines(groups, WEB)).toBe(8);
  expect(destinationsOf(groups, WEB)).toEqual([
    { protocol: 'TCP', address: '10.42.0.5:8080' },
    { protocol: 'TCP', address: '10.42.1.5:8080' },
  ]);
});

test('iptables without comments, as in a large cluster: chains are followed from the ClusterIP', () => {
  const bare = IPTABLES.replaceAll(/-m comment --comment "[^"]*" /g, '');
  const groups = iptablesGroups('iptables', bare);
  expect(destinationsOf(groups, WEB).map(({ address }) => address)).toEqual(['10.42.0.5:8080', '10.42.1.5:8080']);
});

test("nftables: the Service's own chains and elements", () => {
  const groups = nftGroups(NFTABLES);
  expect(Object.fromEntries(rulesFor(groups, [WEB]))).toMatchObject({
    'nft ip kube-proxy map service-ips': [
      'element 10.43.0.7 . tcp . 80 : goto service-AAAAAAAA-shop/web/tcp/',
      'type ipv4_addr . inet_proto . inet_service : verdict',
    ],
    'nft ip kube-proxy map service-nodeports': [
      'element tcp . 31234 : goto external-AAAAAAAA-shop/web/tcp/',
      'type inet_proto . inet_service : verdict',
    ],
    'nft ip kube-proxy set nodeport-ips': ['element 172.18.0.2', 'type ipv4_addr'],
    'nft ip kube-proxy chain services': ['ip daddr . meta l4proto . th dport vmap @service-ips'],
  });
  expect([...rulesFor(groups, [WEB]).keys()].filter((name) => name.includes('endpoint'))).toEqual([
    'nft ip kube-proxy chain endpoint-AAAAAAA1-shop/web/tcp/__10.42.0.5/8080',
  ]);
  expect(destinationsOf(groups, WEB)).toEqual([{ protocol: 'TCP', address: '10.42.0.5:8080' }]);
});

test('nftables of 1.36: one rule leads to every endpoint', () => {
  const all = '{ 0 : 10.42.0.5 . 8080, 1 : 10.42.1.5 . 8080 }';
  const text = NFTABLES.replace(/numgen .*/, `meta l4proto udp dnat ip to numgen random mod 2 map ${all}`);
  const ipv6 = text.replaceAll('10.42.0.5 .', 'fd00::5 .');
  expect(destinationsOf(nftGroups(text), WEB)).toContainEqual({ protocol: 'UDP', address: '10.42.1.5:8080' });
  expect(destinationsOf(nftGroups(ipv6), WEB)).toContainEqual({ protocol: 'UDP', address: '[fd00::5]:8080' });
});

test('a node that knows nothing of the Service has no line of it', () => {
  const unknown = { name: 'shop/other', addresses: ['10.43.0.9'] };
  expect(ownLines(iptablesGroups('iptables', IPTABLES), unknown)).toBe(0);
  expect(destinationsOf(nftGroups(NFTABLES), unknown)).toEqual([]);
});
