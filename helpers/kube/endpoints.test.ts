import { expect, test } from '@jest/globals';
import { endpointSlices, formatSlices } from './endpoints.ts';
import { json, localApi } from './local-api.ts';

const slice = (name: string, endpoints: object[], ports: object[]) => ({ metadata: { name }, endpoints, ports });

test('one row an address, sorted, unset conditions as the API defines them', async () => {
  const items = [
    slice('web-1', [{ addresses: ['10.0.0.10'], conditions: {} }], [{ name: 'web', port: 80, protocol: 'TCP' }]),
    slice(
      'web-2',
      [
        {
          addresses: ['10.0.0.9'],
          conditions: { ready: false, serving: true, terminating: true },
          nodeName: 'n',
          targetRef: { kind: 'Pod', name: 'p' },
        },
      ],
      [{ port: 53, protocol: 'UDP' }],
    ),
  ];
  await using api = await localApi({ answer: (_, response) => json(response, 200, { items }) });
  const rows = await endpointSlices(api.kube, 'a', 'web');
  expect(api.seen[0]).toMatchObject({
    path: '/apis/discovery.k8s.io/v1/namespaces/a/endpointslices',
    query: { labelSelector: 'kubernetes.io/service-name=web' },
  });
  expect(formatSlices(rows)).toBe(
    [
      '10.0.0.9 53/UDP: not ready, serving, terminating; pod p on node n; slice web-2',
      '10.0.0.10 web 80/TCP: ready, serving, not terminating; no pod; slice web-1',
    ].join('\n'),
  );
});

test('a Service without slices', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, { items: [] }) });
  expect(formatSlices(await endpointSlices(api.kube, 'a', 'web'))).toBe('no endpoints');
});
