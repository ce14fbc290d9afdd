import { expect, test } from '@jest/globals';
import type { V1Endpoint, V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import { serviceMap } from './service-map.ts';

function service(more: NonNullable<V1Service['spec']> = {}, labels: Record<string, string> = {}): V1Service {
  const spec = { clusterIP: '10.0.0.7', ports: [{ name: 'web', port: 80, nodePort: 31_000 }], ...more };
  return { metadata: { namespace: 'default', name: 'web', labels }, spec };
}

function slice(port: number, endpoints: V1Endpoint[], labels: Record<string, string> = {}): V1EndpointSlice {
  return {
    addressType: 'IPv4',
    metadata: { namespace: 'default', labels: { 'kubernetes.io/service-name': 'web', ...labels } },
    ports: [{ name: 'web', port, protocol: 'TCP' }],
    endpoints,
  };
}

function addresses(...slices: V1EndpointSlice[]): string[] {
  const [found] = serviceMap([service()], slices);
  return (found?.ports[0]?.endpoints ?? []).map(({ address, port, ready }) => `${address}:${port} ${ready}`);
}

test('slices are joined by the name of the port, and what is not said means ready', () => {
  expect(
    addresses(slice(8080, [{ addresses: ['a'] }]), slice(9000, [{ addresses: ['b'], conditions: { ready: false } }]), {
      ...slice(1, [{ addresses: ['c'] }]),
      ports: [{ name: 'other', port: 1 }],
    }),
  ).toEqual(['a:8080 true', 'b:9000 false']);
});

test('of an address that is listed twice the ready entry wins, whichever comes first', () => {
  const ready = slice(8080, [{ addresses: ['a'], conditions: { ready: true } }]);
  const dying = slice(8080, [{ addresses: ['a'], conditions: { ready: false, serving: false, terminating: true } }]);
  expect(addresses(ready, dying)).toEqual(['a:8080 true']);
  expect(addresses(dying, ready)).toEqual(['a:8080 true']);
});

test('headless and ExternalName Services, those of another proxy, and headless slices are left alone', () => {
  const ignored = [
    service({ clusterIP: 'None' }),
    service({ type: 'ExternalName', externalName: 'example.org' }),
    service({}, { 'service.kubernetes.io/service-proxy-name': 'other' }),
  ];
  expect(serviceMap(ignored, [])).toEqual([]);
  expect(addresses(slice(8080, [{ addresses: ['a'] }], { 'service.kubernetes.io/headless': '' }))).toEqual([]);
});

test('policies and affinity', () => {
  const local = { externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' };
  expect(serviceMap([service(local)], [])[0]).toMatchObject({
    ...{ name: 'default/web', externalLocal: true, internalLocal: true, affinitySeconds: 10_800 },
  });
});
