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
  expect(readAnswer('node-1', HEALTHY, METRICS).facts).toEqual({
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
  const silence = 'curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received';
  const { facts, text } = readAnswer('node-1', `${silence}\n\n000`, `${silence}\n\n=== metrics\n${silence}\n`);
  expect(facts).toEqual({
    ...{ node: 'node-1', mode: null, healthz: null, words: silence },
    ...{ lastUpdated: null, currentTime: null, lastSync: null, lastQueued: null },
  });
  expect(text).toContain(`mode: ${silence}`);
});

test('an answer that is no health, and none at all', () => {
  expect(readAnswer('node-1', 'page not found\n404', '').facts).toMatchObject({
    healthz: 404,
    lastUpdated: null,
    mode: null,
  });
  expect(readAnswer('node-1', '', '').facts).toMatchObject({ healthz: null, words: '' });
});
