import { expect, test } from '@jest/globals';
import { endpoint, pod } from '../../report/diagnosis/sample-facts.ts';
import { endpointsText } from './object-facts.ts';

test('endpoints stand beside what their pods say of themselves', () => {
  const endpoints = [
    endpoint(0),
    endpoint(1, { ready: false, terminating: true, ports: ['http 8080/TCP', '53/UDP'] }),
    endpoint(0, { pod: 'shop/unread', ports: [], node: null }),
    endpoint(0, { pod: null, address: '198.18.0.1', node: null, ready: false, serving: false }),
  ];
  const pods = [
    pod(0),
    pod(1, { ready: false, deleting: true, problem: 'is being deleted', address: '10.42.1.9' }),
    pod(1, { name: 'shop/unlisted' }),
  ];
  expect(endpointsText(endpoints, pods)).toBe(
    `shop/web  slice web-x7k2: 10.42.0.5 8080/TCP: ready, serving, not terminating on node node-1
    pod shop/web-a: Ready, at 10.42.0.5 on node node-1
shop/web  slice web-x7k2: 10.42.1.5 http 8080/TCP, 53/UDP: not ready, serving, terminating on node node-2
    pod shop/web-b: not Ready (is being deleted), being deleted, at 10.42.1.9 on node node-2; it was at 10.42.1.5
shop/web  slice web-x7k2: 10.42.0.5 no port: ready, serving, not terminating
    pod shop/unread: not read
shop/web  slice web-x7k2: 198.18.0.1 8080/TCP: not ready, not serving, not terminating
    written by hand: no pod
in no EndpointSlice:
    pod shop/unlisted: Ready, at 10.42.1.5 on node node-2
`,
  );
});

test('pods that no slice lists come last, gone or not', () => {
  const gone = { exists: false, ready: false, node: null, address: null };
  const pods = [
    ...[pod(0), pod(1, gone), pod(1, { ...gone, name: 'shop/other', knownAs: null })],
    pod(1, { ready: false, node: null, address: null, name: 'shop/new', knownAs: null }),
  ];
  expect(endpointsText([], pods)).toBe(
    `no endpoints
in no EndpointSlice:
    pod shop/web-a: Ready, at 10.42.0.5 on node node-1
in no EndpointSlice:
    pod shop/web-b: is not there; it was at 10.42.1.5
in no EndpointSlice:
    pod shop/other: is not there
in no EndpointSlice:
    pod shop/new: not Ready, at no address on node none
`,
  );
  expect(endpointsText([], [])).toBe('no endpoints\n');
});
