import { expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import Docker from 'dockerode';
import { Kube } from '../../kube/client.ts';
import { readFacts } from '../facts.ts';
import { Ladder } from '../ladder.ts';
import { leftOf, testSettings } from './engine-fixture.ts';
import { startK3s } from './start.ts';

const docker = new Docker();

test.each([
  ['dual', ['IPv4', 'IPv6']],
  ['ipv6', ['IPv6']],
] as const)(
  '%s: nodes have the addresses of their containers, and Services of %j',
  async (ipFamily, families) => {
    const settings = testSettings({ ipFamily });
    using ladder = new Ladder({ within: 50_000 });
    {
      await using k3s = await startK3s(settings, ladder);
      expect(k3s.nodes).toHaveLength(2);
      for (const { containerId = '', internalIPs } of k3s.nodes) {
        const { NetworkSettings } = await docker.getContainer(containerId).inspect();
        const [own] = Object.values(NetworkSettings.Networks);
        const both = [own?.IPAddress, own?.GlobalIPv6Address];
        expect(internalIPs).toEqual(families.length === 2 ? both : both.slice(1));
      }
      const config = new KubeConfig();
      config.loadFromString(k3s.kubeconfig);
      await using kube = new Kube(config);
      expect((await readFacts(kube)).ipFamilies).toEqual(families);
    }
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  60_000,
);
