import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { namedCluster } from '../../cluster/existing/kubeconfig.ts';
import { Kube } from '../../kube/client.ts';
import { failure, localApi } from '../../kube/local-api.ts';
import { closedPort } from '../../probe/local-servers.ts';
import { temporaryFolder } from '../../report/temporary-folder.ts';
import { certificateExpired, reachedVersion } from './api-reachable.ts';
import { PreflightFailed } from './findings.ts';

const { signal } = new AbortController();

/** What is said of a server that is not as it should be. */
async function said(server: string, user: object = { token: 'a-secret-token' }, now?: Date): Promise<string> {
  using folder = temporaryFolder();
  const file = join(folder.path, 'config');
  const cluster = { server, 'insecure-skip-tls-verify': true };
  const contexts = [{ name: 'x', context: { cluster: 'c', user: 'ann' } }];
  const config = {
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'ann', user }],
    contexts,
    'current-context': 'x',
  };
  writeFileSync(file, JSON.stringify(config));
  const named = namedCluster(file);
  if (now) return certificateExpired(named, now)?.replace(file, 'FILE') ?? 'it has not expired';
  await using kube = new Kube(named.config);
  try {
    return await reachedVersion(kube, named, signal);
  } catch (error) {
    expect(error).toBeInstanceOf(PreflightFailed);
    expect((error as PreflightFailed).misses).toHaveLength(1);
    return (error as Error).message;
  }
}

test('a host that resolves to nothing', async () => {
  expect(await said('https://nowhere.invalid:6443')).toBe(
    'the host nowhere.invalid of context x resolves to nothing: see its server in the kubeconfig, or start what resolves it (a VPN)',
  );
});

test('nobody there', async () => {
  await using closed = await closedPort();
  const at = `http://127.0.0.1:${closed.port}`;
  expect(await said(at)).toBe(
    `nothing answers at ${at} (connect ECONNREFUSED 127.0.0.1:${closed.port}): is the cluster up, and reached from here?`,
  );
});

test('credentials that are not taken', async () => {
  await using api = await localApi({ answer: (_, response) => failure(response, 401, 'Unauthorized', 'Unauthorized') });
  const at = `http://127.0.0.1:${api.port}`;
  expect(await said(at)).toBe(
    `${at} does not take the credentials of user ann (401 Unauthorized): they may have expired; log in again`,
  );
});

test('a program for credentials that there is not', async () => {
  await using api = await localApi({ answer: (_, response) => failure(response, 500, 'x', 'not asked') });
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-login', interactiveMode: 'Never' };
  expect(await said(`http://127.0.0.1:${api.port}`, { exec })).toBe(
    'user ann of context x gets no credentials: spawn no-such-login ENOENT; try `kubectl --context x version`',
  );
  expect(api.seen).toEqual([]);
});

test('a client certificate that has expired, in the kubeconfig or beside it', async () => {
  using folder = temporaryFolder();
  const [cert, key] = [join(folder.path, 'crt'), join(folder.path, 'key')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, '-subj', '/CN=ann'], {
    stdio: 'ignore',
  });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const later = new Date(Date.now() + 2 * 86_400_000);
  const inside = { 'client-certificate-data': readFileSync(cert).toString('base64') };
  for (const user of [inside, { 'client-certificate': cert }]) {
    expect(await said('https://c.example', user, new Date())).toBe('it has not expired');
    expect(await said('https://c.example', user, later)).toBe(
      `the client certificate of user ann in FILE expired on ${tomorrow}: have it renewed`,
    );
  }
});
