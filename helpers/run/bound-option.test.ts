import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import { boundLines, parseBounds } from './bound-option.ts';
import { UsageError } from './usage-error.ts';

const DEFAULTS = promiseBounds({});

test.each([
  [[], {}],
  [['service-programmed=2s'], { 'service-programmed': 2_000 }],
  [['endpoints-programmed=60', 'name-resolved=2m'], { 'endpoints-programmed': 60_000, 'name-resolved': 120_000 }],
  [['hold=10s'], {}],
  [['hold=20s', 'hold=30s'], { hold: 30_000 }],
])('%j changes %j and nothing else', (stated, changed) => {
  expect(parseBounds(stated)).toEqual({ ...DEFAULTS, ...changed });
});

const LIST = `(they are:
  service-programmed    30 s   a Service changed → every node serves it (kube-proxy retries a failed sync after syncPeriod 30 s)
  endpoints-programmed  30 s   an EndpointSlice changed → every node follows (upstream's KubeProxyEndpointLagTimeout)
  name-resolved         1 min  a Service changed → its name follows (record TTL, at most 30 s, and endpoints-programmed)
  hold                  10 s   a silence is held so long before it is believed; only longer (ten probes, one lost SYN apart))`;

test.each([
  [
    'service-programed=5s',
    `--bound service-programed: there is no such bound; did you mean service-programmed? ${LIST}`,
  ],
  ['probes=3', `--bound probes: there is no such bound ${LIST}`],
  ['=3', `--bound : there is no such bound ${LIST}`],
  ['hold', '--bound hold: a time is needed, such as hold=60s'],
  ['hold=soon', '--bound hold soon: a time is needed, such as 600, 90s or 10m'],
  ['hold=9s', '--bound hold=9s: from 10s to 120s is possible'],
  ['name-resolved=121s', '--bound name-resolved=121s: from 1s to 120s is possible'],
])('%s is refused', (text, message) => {
  expect(() => parseBounds([text])).toThrow(new UsageError(message));
});

test('each bound has its line', () => {
  expect(boundLines()).toHaveLength(Object.keys(DEFAULTS).length);
});
