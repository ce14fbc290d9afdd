import { expect, test } from '@jest/globals';
import { parseConnection, withShortAddresses } from './connection.ts';

const SENT =
  'tcp      6 118 SYN_SENT src=172.18.0.1 dst=172.18.0.4 sport=51820 dport=31234 [UNREPLIED] src=10.42.0.5 dst=172.18.0.1 sport=8080 dport=51820 mark=0 use=1';

test('what was sent, whose answer is waited for, and that none has passed', () => {
  expect(parseConnection(SENT)).toEqual({
    ...{ protocol: 'TCP', from: '172.18.0.1', to: '172.18.0.4', port: 31_234 },
    ...{ answersFrom: '10.42.0.5', answersTo: '172.18.0.1', unanswered: true },
  });
});

test('as /proc/net/nf_conntrack shows one that was answered', () => {
  const line = `ipv4     2 ${SENT.replace('[UNREPLIED] ', '').replace('SYN_SENT', 'ESTABLISHED')} [ASSURED]`;
  expect(parseConnection(line)).toMatchObject({ protocol: 'TCP', port: 31_234, unanswered: false });
});

test('IPv6 addresses of /proc/net/nf_conntrack get the form that the API has, and a line of conntrack stays as it is', () => {
  const full = {
    client: 'fd00:0042:0000:0000:0000:0000:0000:0009',
    service: 'fd00:0043:0000:0000:0000:0000:0000:0a07',
    backend: 'fd00:0042:0000:0001:0000:0000:0000:0005',
  };
  const line = `ipv6 10 tcp 6 118 SYN_SENT src=${full.client} dst=${full.service} sport=51820 dport=80 [UNREPLIED] src=${full.backend} dst=${full.client} sport=8080 dport=51820 mark=0`;
  expect(parseConnection(withShortAddresses(line))).toEqual({
    ...{ protocol: 'TCP', from: 'fd00:42::9', to: 'fd00:43::a07', port: 80 },
    ...{ answersFrom: 'fd00:42:0:1::5', answersTo: 'fd00:42::9', unanswered: true },
  });
  const short = withShortAddresses(line);
  expect(withShortAddresses(short)).toBe(short);
  expect(withShortAddresses(SENT)).toBe(SENT);
});

test('what has no ports is no connection', () => {
  expect(
    parseConnection('icmp 1 29 src=172.18.0.1 dst=172.18.0.4 type=8 code=0 id=1 src=172.18.0.4 dst=172.18.0.1'),
  ).toBeUndefined();
  expect(parseConnection('')).toBeUndefined();
});
