import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { RUN_CONTEXT_VARIABLE, type RunContext, readRunContext, writeRunContext } from './context.ts';

const CONTEXT: RunContext = {
  cluster: {
    kind: 'k3s',
    runId: 'sc-1a2b3c',
    kubeconfig: '/tmp/kubeconfig',
    kubernetesVersion: 'v1.36.3+k3s1',
    nodes: [{ name: 'node-1', internalIPs: ['172.18.0.2'], containerId: '0123' }],
    proxyMode: 'nftables',
    serviceRanges: ['10.43.0.0/16'],
    nodePortRange: { from: 30_000, to: 32_767 },
    ipFamilies: ['IPv4'],
    images: { k3s: 'rancher/k3s:v1.36.3-k3s1', nginx: 'nginx:1.30.0' },
    clients: [],
    outside: { kind: 'process' },
  },
  nonce: 'c0ffee',
  selected: ['ARTICLE-1'],
  pairs: 'few',
  recordsDir: '/tmp/records',
  labels: { 'service-conformance/run': 'sc-1a2b3c' },
};

test('a spec process reads what the run wrote, and nobody else may read it', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'run.json');
  writeRunContext(path, CONTEXT);
  expect(readRunContext({ [RUN_CONTEXT_VARIABLE]: path })).toEqual(CONTEXT);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([{}, { [RUN_CONTEXT_VARIABLE]: '' }])('a spec that jest alone started says how to start it: %j', (env) => {
  expect(() => readRunContext(env)).toThrow(
    new Error('the specs have no cluster to run on: start them with `npm start` or `npm test`, not with jest alone'),
  );
});
