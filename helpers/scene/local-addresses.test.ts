import { expect, test } from '@jest/globals';
import { ipv4Of, ipv6Of } from './local-addresses.ts';

/** Cut from a node of a real cluster. */
const FIB_TRIE = `Main:
        +-- 172.20.0.0/30 2 0 2
           |-- 172.20.0.0
              /16 link UNICAST
           |-- 172.20.0.3
              /32 host LOCAL
        |-- 172.20.255.255
           /32 link BROADCAST
Local:
           +-- 10.42.2.0/31 1 0 0
              |-- 10.42.2.0
                 /24 link UNICAST
              |-- 10.42.2.1
                 /32 host LOCAL
           |-- 127.0.0.0
              /8 host LOCAL
           |-- 127.0.0.1
              /32 host LOCAL
           |-- 172.20.0.3
              /32 host LOCAL
`;
const IF_INET6 = `fe80000000000000206ec8fffedcc87d 02 40 20 80     cni0
fd000042000000000000000000000001 02 40 00 80     cni0
00000000000000000000000000000001 01 80 10 80       lo
`;

test('IPv4: own addresses once, without networks, broadcasts and loopback', () => {
  expect(ipv4Of(FIB_TRIE + IF_INET6)).toEqual(['172.20.0.3', '10.42.2.1']);
});

test('IPv6: global ones, in their short form', () => {
  expect(ipv6Of(FIB_TRIE + IF_INET6)).toEqual(['fd00:42::1']);
});

test('no IPv6 at all', () => {
  expect(ipv6Of(FIB_TRIE)).toEqual([]);
});
