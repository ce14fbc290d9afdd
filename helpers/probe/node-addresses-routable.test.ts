import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, expect, test } from '@jest/globals';
import { closedPort, type LocalServer, tcpServer } from './local-servers.ts';
import { routable } from './node-addresses-routable.ts';

const folder = mkdtempSync(join(tmpdir(), 'routable-'));
afterAll(() => rmSync(folder, { recursive: true }));

function certificate(name: string, address: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=IP:${address}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}
const cluster = certificate('cluster', '127.0.0.1');

async function tlsServer(identity: { cert: string; key: string }): Promise<AsyncDisposable & { port: number }> {
  const server = createServer(identity).on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const dispose = async () => void server.close();
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: dispose };
}

test('a server with the cluster’s certificate', async () => {
  await using server = await tlsServer(cluster);
  expect(await routable(`https://127.0.0.1:${server.port}`, cluster.cert, 2000)).toEqual({ routable: true, why: '' });
});

test('a server with somebody else’s certificate, or with one for another address', async () => {
  await using server = await tlsServer(certificate('stranger', '127.0.0.1'));
  const why = `127.0.0.1:${server.port}: self-signed certificate`;
  expect(await routable(`https://127.0.0.1:${server.port}`, cluster.cert, 2000)).toEqual({ routable: false, why });

  const elsewhere = certificate('elsewhere', '127.0.0.2');
  await using other = await tlsServer(elsewhere);
  const seen = await routable(`https://127.0.0.1:${other.port}`, elsewhere.cert, 2000);
  expect(seen.routable).toBe(false);
  expect(seen.why).toContain(
    "does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: 127.0.0.2",
  );
});

test.each<[string, () => Promise<LocalServer>, string]>([
  ['silence', () => tcpServer(() => {}), 'no TLS session within 300 ms'],
  [
    'a close',
    () => tcpServer((socket) => socket.end()),
    'Client network socket disconnected before secure TLS connection was established',
  ],
  ['a closed port', closedPort, 'connect ECONNREFUSED 127.0.0.1:PORT'],
])('%s', async (_what, start, words) => {
  await using server = await start();
  const why = `127.0.0.1:${server.port}: ${words.replace('PORT', String(server.port))}`;
  expect(await routable(`https://127.0.0.1:${server.port}`, cluster.cert, 300)).toEqual({ routable: false, why });
});

test('an IPv6 address is dialled as it stands in the URL', async () => {
  const { why } = await routable('https://[::1]:1', '', 2_000);
  expect(why).toMatch(/^\[::1\]:1: connect \w+ ::1/);
});
