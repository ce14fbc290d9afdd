import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { failedStart, testSettings } from './engine-fixture.ts';

// Only where the kernel is this machine's own can the test know what it has.
const hasIpvs = existsSync('/proc/net/ip_vs') || process.platform !== 'linux';

(hasIpvs ? test.skip : test)(
  'without ip_vs in the kernel, ipvs fails with what to do',
  async () => {
    const settings = testSettings({ nodes: 1, proxyMode: 'ipvs' });
    const error = await failedStart(settings);
    expect(error.message).toContain(
      `node ${settings.runId}-server exited with code 1: the kernel of the Docker host has no ip_vs: modprobe ip_vs there, or choose --proxy-mode iptables|nftables\n`,
    );
  },
  60_000,
);
