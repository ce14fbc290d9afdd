import { expect, test } from '@jest/globals';
import type { Kube } from '../kube/client.ts';
import { freeClusterIP } from './free-cluster-ip.ts';

const kubeWith = (...clusterIPs: string[]) =>
  ({ core: { listServiceForAllNamespaces: async () => ({ items: [{ spec: { clusterIPs } }] }) } }) as unknown as Kube;

test.each([
  ['IPv4', '10.43.0.0/16', /^10\.43\.0\.([1-9]|1[0-5])$/],
  ['IPv6', 'fd00:43::/112', /^fd00:43::[1-9a-f]$/],
])('an address of the low band of the primary range, %s', async (_, range, shape) => {
  expect(await freeClusterIP(kubeWith(), [range, '10.99.0.0/16'])).toMatch(shape);
});

test('the one that is left, and none where all are taken', async () => {
  const all = Array.from({ length: 15 }, (_, index) => `10.43.0.${index + 1}`);
  const one = kubeWith(...all.filter((address) => address !== '10.43.0.7'));
  expect(await freeClusterIP(one, ['10.43.0.0/16'])).toBe('10.43.0.7');
  await expect(freeClusterIP(kubeWith(...all), ['10.43.0.0/16'])).rejects.toThrow('are all taken');
});
