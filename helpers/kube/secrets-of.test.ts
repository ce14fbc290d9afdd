import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { secretsOf } from './secrets-of.ts';

test('tokens, passwords, keys and certificates, in the kubeconfig and beside it', () => {
  using folder = temporaryFolder();
  const key = join(folder.path, 'key');
  writeFileSync(key, 'a-key-in-a-file');
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
  const data = Buffer.from(pem).toString('base64');
  const env = [
    { name: 'LOGIN_SECRET', value: 'of-the-plugin' },
    { name: 'REGION', value: 'eu-central-1' },
  ];
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', env };
  const config = new KubeConfig();
  const users = [
    { name: 'a', user: { token: 'a-token', 'client-certificate-data': data, 'client-key': key } },
    { name: 'b', user: { username: 'ann', password: 'a-password' } },
    { name: 'c', user: { exec } },
  ];
  const clusters = [{ name: 'c', cluster: { server: 'https://c.example', 'certificate-authority-data': data } }];
  config.loadFromString(JSON.stringify({ users, clusters, contexts: [] }));
  const secrets = secretsOf(config);
  for (const each of ['a-token', 'a-password', 'a-key-in-a-file', 'of-the-plugin', data, pem]) {
    expect(secrets).toContain(each);
  }
  for (const each of ['ann', 'eu-central-1', 'https://c.example']) expect(secrets).not.toContain(each);
});
