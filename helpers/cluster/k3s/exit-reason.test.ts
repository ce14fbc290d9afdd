import { expect, test } from '@jest/globals';
import { exitHint } from './exit-reason.ts';

// Logged by kube-proxy 1.36.3 on a kernel without ip_vs.
const NO_IPVS = [
  'time="2026-11-22T21:47:11Z" level=warning msg="Running modprobe ip_vs failed with message: `modprobe: WARNING: Module ip_vs not found in directory /lib/modules/6.18.44`, error: exit status 1"',
  'E1122 21:47:11.416514      99 run.go:72] "command failed" err="can\'t use the IPVS proxier: ipvs not supported"',
];
const IPVS_HINT =
  'the kernel of the Docker host has no ip_vs: modprobe ip_vs there, or choose --proxy-mode iptables|nftables';
const OWN_WORDS = 'what it could not do stands at the end of its log';

test.each([
  ['ipvs asked for, kernel without it', 1, NO_IPVS, 'ipvs', IPVS_HINT],
  ['the last line alone says it', 1, NO_IPVS.slice(1), 'ipvs', IPVS_HINT],
  ['the same lines where ipvs was not asked for', 1, NO_IPVS, 'iptables', OWN_WORDS],
  [
    'ipvs asked for, something else wrong',
    1,
    ['I1 server.go] "Using ipvs Proxier"', 'fatal: no token'],
    'ipvs',
    OWN_WORDS,
  ],
  ['killed', 137, [], undefined, 'it was killed: by somebody, or for lack of memory (see `docker info` and `dmesg`)'],
  ['anything else', 1, ['fatal'], undefined, OWN_WORDS],
] as const)('%s', (_, exitCode, log, mode, hint) => {
  expect(exitHint(exitCode, log, mode)).toBe(hint);
});
