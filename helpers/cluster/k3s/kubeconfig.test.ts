import { expect, test } from '@jest/globals';
import type Docker from 'dockerode';
import { hostPort, serverUrl } from './kubeconfig.ts';

const inspected = (bindings: { HostIp: string; HostPort: string }[]) =>
  ({ Name: '/a', NetworkSettings: { Ports: { '6443/tcp': bindings } } }) as unknown as Docker.ContainerInspectInfo;
const both = inspected([
  { HostIp: '0.0.0.0', HostPort: '32768' },
  { HostIp: '::', HostPort: '32770' },
]);

test.each([
  ['127.0.0.1', both, '32768'],
  ['::1', both, '32770'],
  ['::1', inspected([{ HostIp: '0.0.0.0', HostPort: '1' }]), '1'],
])('the port that is published for %s', (address, info, port) => {
  expect(hostPort(info, '6443/tcp', address)).toBe(port);
});

test('a port that is not published is an error', () => {
  expect(() => hostPort(both, '80/tcp', '127.0.0.1')).toThrow(
    'container a publishes no port 80/tcp; see `docker port a`',
  );
});

test.each([
  ['192.0.2.1', 'https://192.0.2.1:6443'],
  ['::1', 'https://[::1]:6443'],
])('URL of %s', (address, url) => {
  expect(serverUrl(address, '6443')).toBe(url);
});
