import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../kube/local-api.ts';
import { readFacts } from './facts.ts';

const CIDRS = '/apis/networking.k8s.io/v1/servicecidrs';

const apiWith = (cidrs: string[][] | undefined) =>
  localApi({
    answer({ path }, response) {
      if (path.startsWith('/version')) json(response, 200, { gitVersion: 'v1.36.3+k3s1', major: '1', minor: '36' });
      else if (path === CIDRS && cidrs)
        json(response, 200, { items: cidrs.map((each) => ({ spec: { cidrs: each } })) });
      else failure(response, 404, 'NotFound', 'the server could not find the requested resource');
    },
  });

test('service ranges are those that the API server holds', async () => {
  await using api = await apiWith([['10.96.0.0/16', 'fd00:43::/112'], ['10.97.0.0/16']]);
  expect(await readFacts(api.kube, ['--service-cidr=10.1.0.0/16'])).toEqual({
    kubernetesVersion: 'v1.36.3+k3s1',
    serviceRanges: ['10.96.0.0/16', 'fd00:43::/112', '10.97.0.0/16'],
    nodePortRange: { from: 30_000, to: 32_767 },
    ipFamilies: ['IPv4', 'IPv6'],
  });
});

test('before Kubernetes 1.33 they are what k3s was told', async () => {
  await using api = await apiWith(undefined);
  const facts = await readFacts(api.kube, [
    '--service-cidr',
    'fd00:43::/112,10.1.0.0/16',
    '--service-node-port-range=20000-20010',
  ]);
  expect(facts).toMatchObject({
    serviceRanges: ['fd00:43::/112', '10.1.0.0/16'],
    ipFamilies: ['IPv6', 'IPv4'],
    nodePortRange: { from: 20_000, to: 20_010 },
  });
});

test('or, told nothing, what k3s takes by itself', async () => {
  await using api = await apiWith(undefined);
  expect(await readFacts(api.kube)).toMatchObject({ serviceRanges: ['10.43.0.0/16'], ipFamilies: ['IPv4'] });
});

test('an API server that refuses to say is an error, not a default', async () => {
  await using api = await localApi({
    answer({ path }, response) {
      if (path.startsWith('/version')) json(response, 200, { gitVersion: 'v1.36.3' });
      else failure(response, 403, 'Forbidden', 'no');
    },
  });
  await expect(readFacts(api.kube)).rejects.toThrow('list servicecidrs.networking.k8s.io: 403 Forbidden: no');
});
