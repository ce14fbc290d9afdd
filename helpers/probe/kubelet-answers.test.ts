import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { kubeletAnswers } from './kubelet-answers.ts';
import { closedPort, tcpServer } from './local-servers.ts';

const NODE = { name: 'node-1' };

/** What a server with such a certificate is taken for. */
async function seen(commonName: string, names: string): Promise<string> {
  using folder = temporaryFolder();
  const [cert, key] = [join(folder.path, 'crt'), join(folder.path, 'key')];
  const subject = ['-subj', `/CN=${commonName}`, '-addext', `subjectAltName=${names}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }).on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { routable, why } = await kubeletAnswers(NODE, '127.0.0.1', 2_000, port);
  server.close();
  expect(routable).toBe(why === '');
  return why.replace(String(port), 'PORT');
}

test.each([
  ['node-1@1700000000', 'DNS:node-1'],
  ['system:node:node-1', 'IP:127.0.0.1'],
  ['k3s', 'DNS:node-1,DNS:localhost'],
])('a certificate for %s, %s is the node’s', async (commonName, names) => {
  expect(await seen(commonName, names)).toBe('');
});

test.each([
  ['node-10', 'DNS:node-10'],
  ['', 'DNS:other'],
  ['proxy.example', 'DNS:proxy.example'],
])('a certificate for %s, %s is somebody else’s', async (commonName, names) => {
  expect(await seen(commonName, names)).toBe('127.0.0.1:PORT: answered by somebody else than node node-1');
});

test('silence and a closed port are no node', async () => {
  await using silent = await tcpServer(() => {});
  expect(await kubeletAnswers(NODE, '127.0.0.1', 200, silent.port)).toMatchObject({ routable: false });
  await using closed = await closedPort();
  const { why } = await kubeletAnswers(NODE, '127.0.0.1', 2_000, closed.port);
  expect(why).toBe(`127.0.0.1:${closed.port}: connect ECONNREFUSED 127.0.0.1:${closed.port}`);
});

test('an IPv6 address is named as in a URL', async () => {
  const { why } = await kubeletAnswers(NODE, '::1', 2_000, 1);
  expect(why).toMatch(/^\[::1\]:1: connect \w+ ::1/);
});
