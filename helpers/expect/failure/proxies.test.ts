import { expect, test } from '@jest/globals';
import { readAnswer } from './proxies.ts';

/** As kube-proxy 1.36 says it. */
const HEALTHY = `{"lastUpdated":"2026-11-28T10:01:37.578425028Z","currentTime":"2026-11-28T10:01:37.578374324Z","nodeEligible":true,"healthy":true}
200`;

const METRICS = `iptables
=== metrics
kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds{ip_family="IPv4"} 1.7958600460615125e+09
kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds{ip_family="IPv6"} 1.7958600353578494e+09
kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family="IPv4"} 1.7958600465108202e+09
`;

test('a healthy one says when it last wrote its rules', () => {
  const { facts, text } = readAnswer('node-1', `${HEALTHY}\n`, METRICS);
  expect(text).toBe(`mode: iptables
healthz: ${HEALTHY.replace('\n', ' ')}
${METRICS.split('=== metrics\n')[1]?.trimEnd()}`);
  expect(facts).toEqual({
    ...{ node: 'node-1', mode: 'iptables', healthz: 200, words: '' },
    ...{ lastUpdated: '2026-11-28T10:01:37.578Z', currentTime: '2026-11-28T10:01:37.578Z' },
    ...{ lastSync: '2026-11-28T10:00:46.510Z', lastQueued: '2026-11-28T10:00:46.061Z' },
  });
});

test('one that is not healthy, of a release that prints times as Go does and metrics without families', () => {
  const unhealthy = `{"lastUpdated": "2026-11-28 10:00:00.5 +0100 CET m=+12.3","currentTime": "2026-11-28 10:02:00 +0100 CET m=+132.1", "nodeEligible": true}\n503`;
  const { facts } = readAnswer(
    'node-1',
    unhealthy,
    'nftables\n=== metrics\nkubeproxy_sync_proxy_rules_last_timestamp_seconds 0\n',
  );
  expect(facts).toMatchObject({
    ...{ mode: 'nftables', healthz: 503, lastSync: null, lastQueued: null },
    ...{ lastUpdated: '2026-11-28T09:00:00.500Z', currentTime: '2026-11-28T09:02:00.000Z' },
  });
});

test('one that is stopped has curl speak for it', () => {
  const silence = 'curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received\nand more';
  const { facts, text } = readAnswer('node-1', `${silence}\n\n000`, `${silence}\n\n=== metrics\n${silence}\n`);
  expect(facts).toEqual({
    ...{ node: 'node-1', mode: null, healthz: null, words: silence },
    ...{ lastUpdated: null, currentTime: null, lastSync: null, lastQueued: null },
  });
  expect(text).toBe(`mode: ${silence}\nhealthz: ${silence.replace('\n', ' ')}  000\n${silence}`);
});

test('an answer that is no health, and none at all', () => {
  const nothing = { lastUpdated: null, currentTime: null, lastSync: null, lastQueued: null };
  expect(readAnswer('node-1', 'page\nnot found\n404', '')).toEqual({
    facts: { node: 'node-1', mode: null, healthz: 404, words: '', ...nothing },
    text: 'mode: \nhealthz: page not found 404',
  });
  expect(readAnswer('node-1', '', '')).toEqual({
    facts: { node: 'node-1', mode: null, healthz: null, words: '', ...nothing },
    text: 'mode: \nhealthz: ',
  });
});

test('a time is one only where nothing stands before it, and a value that is no number is none', () => {
  const body = '{"lastUpdated":"not since 2026-11-28T10:00:00Z","currentTime":"2026-11-28T10:00:00+01:00"}\n200';
  const name = 'kubeproxy_sync_proxy_rules_last_timestamp_seconds';
  const metrics = `iptables\n=== metrics\n${name}{ip_family="IPv4"} NaN\n${name}{ip_family="IPv6"} 1.5e9\n`;
  expect(readAnswer('node-1', body, metrics).facts).toMatchObject({
    ...{ lastUpdated: null, currentTime: '2026-11-28T09:00:00.000Z', lastSync: '2017-07-14T02:40:00.000Z' },
  });
});
