import { expect, test } from '@jest/globals';
import { parseConnection } from './connection.ts';

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

test('what has no ports is no connection', () => {
  expect(
    parseConnection('icmp 1 29 src=172.18.0.1 dst=172.18.0.4 type=8 code=0 id=1 src=172.18.0.4 dst=172.18.0.1'),
  ).toBeUndefined();
  expect(parseConnection('')).toBeUndefined();
});
