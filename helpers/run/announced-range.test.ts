import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { announcedRange } from './announced-range.ts';

function configOf(caData?: string, caFile?: string): { config: KubeConfig } {
  const config = new KubeConfig();
  const ca = { ...(caData !== undefined && { caData }), ...(caFile !== undefined && { caFile }) };
  const cluster = { name: 'c', server: 'https://c', ...ca, skipTLSVerify: false };
  config.loadFromOptions({
    clusters: [cluster],
    users: [],
    contexts: [{ name: 'x', cluster: 'c', user: '' }],
    currentContext: 'x',
  });
  return { config };
}

const CA = Buffer.from('the CA').toString('base64');
const CLUSTER = { kind: 'existing', outside: { kind: 'process' }, serviceRanges: ['10.43.0.0/16'] } as const;

function asked(routable: boolean) {
  const urls: string[] = [];
  const ask = async (url: string, ca: string) => {
    expect(ca).toBe('the CA');
    urls.push(url);
    return { routable, why: routable ? '' : 'silence' };
  };
  return { urls, ask };
}

test.each([
  ['10.43.0.0/16', '10.43.0.1:443'],
  ['10.96.128.0/20', '10.96.128.1:443'],
  ['fd00:43::/112', '[fd00:43::1]:443'],
])('the API server answers at its ClusterIP of %s', async (range, at) => {
  const { urls, ask } = asked(true);
  const said = await announcedRange(configOf(CA), { ...CLUSTER, serviceRanges: [range] }, ask);
  expect(said).toBe(`${range}: the API server answers at its ClusterIP, ${at}`);
  expect(urls).toEqual([`https://${at}`]);
});

test('the CA may be in a file of its own', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'ca.crt');
  writeFileSync(file, 'the CA');
  expect(await announcedRange(configOf(undefined, file), CLUSTER, asked(true).ask)).toContain('10.43.0.1:443');
});

test('nobody there, or somebody else, is no announced range', async () => {
  expect(await announcedRange(configOf(CA), CLUSTER, asked(false).ask)).toBeUndefined();
});

test.each([
  ['this process is not outside', CA, { outside: { kind: 'none', why: '', wanted: false } }],
  ['the cluster is a description', CA, { kind: 'reference' }],
  ['no CA says who is who', undefined, {}],
] as const)('not asked where %s', async (_, ca, about) => {
  const { urls, ask } = asked(true);
  expect(await announcedRange(configOf(ca), { ...CLUSTER, ...about }, ask)).toBeUndefined();
  expect(urls).toEqual([]);
});
