import { expect, test } from '@jest/globals';
import { ApiError } from '../kube/api-error.ts';
import type { Kube } from '../kube/client.ts';
import type { Target } from '../probe/probe.ts';
import { stillFree } from './holders.ts';

const service = (name: string, spec: object) => ({ metadata: { namespace: 'a', name }, spec });
const SERVICES = [
  service('headless', { clusterIP: 'None', clusterIPs: ['None'] }),
  service('web', { clusterIP: '10.43.0.9', clusterIPs: ['10.43.0.9', 'fd00::9'], ports: [{ nodePort: 30_080 }] }),
  service('old', { clusterIP: '10.43.0.10' }),
];
const listing = (answer: () => object) =>
  ({ core: { listServiceForAllNamespaces: async () => answer() } }) as unknown as Kube;
const kube = listing(() => ({ items: SERVICES }));
const at = (kind: Target['kind'], host: string, port = 80): Target => ({ kind, host, port });

test.each([
  [at('ClusterIP', '10.43.0.9'), '10.43.0.9 was free and then given to Service a/web: run it again'],
  [at('ClusterIP', 'fd00::9'), 'fd00::9 was free and then given to Service a/web: run it again'],
  [at('ClusterIP', '10.43.0.10'), '10.43.0.10 was free and then given to Service a/old: run it again'],
  [at('nodePort', '172.18.0.2', 30_080), 'nodePort 30080 was free and then given to Service a/web: run it again'],
])('%j was given to another Service', async (target, words) => {
  await expect(stillFree(kube, [at('ClusterIP', '10.43.0.1'), target])).rejects.toThrow(words);
});

test('numbers that nobody has', async () => {
  await stillFree(kube, [at('ClusterIP', '10.43.0.11', 30_080), at('nodePort', '10.43.0.9', 30_081)]);
});

test('who may not list all Services is not told, and who gets no answer can not tell', async () => {
  const failing = (code: number) =>
    listing(() => {
      const request = { verb: 'list', resource: 'services' };
      throw new ApiError(request, { code, reason: 'no', words: 'no', transient: false });
    });
  const targets = [at('ClusterIP', '10.43.0.9')];
  await stillFree(failing(403), targets);
  await expect(stillFree(failing(500), targets)).rejects.toThrow('500');
});
