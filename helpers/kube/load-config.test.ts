import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { Kube } from './client.ts';
import { loadConfig } from './load-config.ts';
import { json, localApi } from './local-api.ts';

/** The Authorization that a server sees of such a user. */
async function authorization(user: object): Promise<string | undefined> {
  using folder = temporaryFolder();
  await using api = await localApi({ answer: (_, response) => json(response, 200, {}) });
  writeFileSync(join(folder.path, 'token'), 'of-the-file');
  const cluster = { server: `http://127.0.0.1:${api.port}`, 'insecure-skip-tls-verify': true };
  const file = join(folder.path, 'config');
  const contexts = [{ name: 'x', context: { cluster: 'c', user: 'u' } }];
  const users = [{ name: 'u', user }];
  writeFileSync(file, JSON.stringify({ clusters: [{ name: 'c', cluster }], users, contexts, 'current-context': 'x' }));
  await using kube = new Kube(loadConfig(file));
  await kube.version.getCode();
  return api.seen[0]?.headers.authorization;
}

test('a token in a file beside the kubeconfig, which a token in it comes before', async () => {
  expect(await authorization({ tokenFile: 'token' })).toBe('Bearer of-the-file');
  expect(await authorization({ tokenFile: 'token', token: 'of-the-config' })).toBe('Bearer of-the-config');
  expect(await authorization({ token: 'of-the-config' })).toBe('Bearer of-the-config');
  expect(await authorization({})).toBeUndefined();
});
