import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { failure, json } from '../../kube/local-api.ts';
import { diagnose } from '../../report/diagnosis/diagnose.ts';
import { failureFileNames, readFacts } from '../../report/failure-files.ts';
import type { RunContext } from '../../run/context.ts';
import { explainFailure } from './explain-failure.ts';
import { localCluster } from './local-cluster.ts';
import { sampleAsked } from './sample-asked.ts';

test('what is gathered is left beside the records, and what it says of the cause is said', async () => {
  const status = { conditions: [{ type: 'Ready', status: 'False' }] };
  await using local = await localCluster({
    answer: ({ path }, response) => {
      if (path === '/api/v1/nodes') json(response, 200, { items: [{ metadata: { name: 'node-2' }, status }] });
      else failure(response, 404, 'NotFound', 'not found');
    },
  });
  const recordsDir = mkdtempSync(join(tmpdir(), 'explain-'));
  try {
    const nodes = [{ name: 'node-2', internalIPs: ['172.18.0.3'] }];
    const cluster = { kubeconfig: local.api.kubeconfig, nodes, clients: [], proxyMode: 'iptables' };
    const run = { cluster, nonce: 'n1', recordsDir } as unknown as RunContext;
    const observed = { asked: [sampleAsked()], fields: [] };
    type Explained = Parameters<ReturnType<typeof explainFailure>>;
    const [result, check] = [{ id: 'SAMPLE-7' }, { observed }] as unknown as Explained;
    const lines = await explainFailure(run, () => 'token')(result, check);
    expect(failureFileNames(recordsDir, 'SAMPLE-7')).toEqual([
      ...['endpoints.txt', 'events.txt', 'facts.json', 'objects.yaml', 'probes.txt', 'proxy.txt'],
    ]);
    const facts = readFacts(recordsDir, 'SAMPLE-7');
    expect(facts?.services).toMatchObject([{ name: 'shop/web', exists: false }]);
    expect(lines).toEqual(facts && diagnose(facts));
    expect(lines).not.toEqual([]);
  } finally {
    rmSync(recordsDir, { recursive: true });
  }
});
