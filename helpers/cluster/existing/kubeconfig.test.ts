import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../report/temporary-folder.ts';
import { namedCluster } from './kubeconfig.ts';

const CONFIG = `
clusters: [{ name: c, cluster: { server: 'https://c.example:6443/' } }, { name: odd, cluster: { server: 'nowhere' } }]
users: [{ name: u, user: { token: a-secret-token } }]
contexts:
  - { name: x, context: { cluster: c, user: u } }
  - { name: y, context: { cluster: gone, user: u } }
  - { name: z, context: { cluster: odd, user: u } }
`;

function named(text: string | undefined, context?: string) {
  using folder = temporaryFolder();
  const file = join(folder.path, 'config');
  if (text !== undefined) writeFileSync(file, text);
  try {
    return namedCluster(file, context);
  } catch (error) {
    return (error as Error).message.replace(file, 'FILE');
  }
}

test('the context that is named, else the current one', () => {
  const seen = { context: 'x', server: 'https://c.example:6443', user: 'u' };
  expect(named(CONFIG, 'x')).toMatchObject(seen);
  expect(named(`${CONFIG}current-context: x`)).toMatchObject(seen);
});

test.each([
  [undefined, undefined, 'there is no such file'],
  ['  \n', undefined, 'it is empty'],
  ['token: a-secret-token\n  - : [', undefined, 'it is not YAML: see its line 1'],
  ['just words', undefined, 'it is no kubeconfig: it has no clusters'],
  [CONFIG, 'q', 'it has no context q; it has x, y, z'],
  [CONFIG, undefined, 'it has no current-context: choose one by --context; it has x, y, z'],
  [`${CONFIG}current-context: w`, undefined, 'its current-context w is not among its contexts; it has x, y, z'],
  ['clusters: []', undefined, 'it has no current-context: choose one by --context; it has none'],
  [CONFIG, 'y', 'its context y names a cluster that it does not have'],
  [CONFIG, 'z', 'the server of its cluster odd is no URL'],
])('%j with context %s can not be used', (text, context, why) => {
  expect(named(text, context)).toBe(`--kubeconfig FILE: ${why}`);
});
