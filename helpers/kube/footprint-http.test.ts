import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { API_REQUEST_MS } from '../bounds.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { apply } from './apply.ts';
import { Kube } from './client.ts';
import { footprintHttp } from './footprint-http.ts';
import { discovery, json, type LocalApi, localApi } from './local-api.ts';

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'a', name: 'b' } };

/** What the ledger says, and what the server was sent, after some requests to a server that answers with this status. */
async function after(code: number, requests: (kube: Kube) => Promise<unknown>) {
  using folder = temporaryFolder();
  const ledger = join(folder.path, 'created');
  writeFileSync(ledger, '');
  const footprint = { labels: { run: 'sc-1' }, nodes: [], tolerations: [], hostNetwork: false, ledger };
  await using api: LocalApi = await localApi({
    answer(request, response) {
      if (discovery(request, response)) return;
      json(response, code, { ...JSON.parse(request.body || '{}'), metadata: { namespace: 'a', name: 'given' } });
    },
  });
  await using kube = new Kube(api.kube.config, API_REQUEST_MS, (http) => footprintHttp(http, footprint));
  await requests(kube);
  const sent = api.seen.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body).metadata?.labels);
  return {
    sent,
    lines: readFileSync(ledger, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

test('what is created is labelled and written down, by the name that the server gave it', async () => {
  const { sent, lines } = await after(201, async (kube) => {
    await apply(kube, SERVICE);
    await kube.core.createNamespacedService({ namespace: 'a', body: { metadata: { generateName: 'c-' } } });
    await kube.core.createNamespace({ body: { metadata: { name: 'd' } } });
  });
  expect(sent).toEqual([
    { run: 'sc-1' },
    { run: 'sc-1' },
    { run: 'sc-1', 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': 'baseline' },
  ]);
  expect(lines).toEqual([
    { resource: 'services', namespace: 'a', name: 'b' },
    { resource: 'services', namespace: 'a', name: 'given' },
    { resource: 'namespaces', name: 'given' },
  ]);
});

test('what was there before, is tried only, or does not stay is not', async () => {
  const there = await after(200, (kube) => apply(kube, SERVICE));
  expect(there).toEqual({ sent: [{ run: 'sc-1' }], lines: [] });
  const tried = await after(201, (kube) =>
    kube.core.createNamespacedService({ namespace: 'a', body: {}, dryRun: 'All' }),
  );
  expect(tried.lines).toEqual([]);
  const replaced = await after(200, (kube) =>
    kube.core.replaceNamespacedService({ namespace: 'a', name: 'b', body: { metadata: { name: 'b' } } }),
  );
  expect(replaced).toEqual({ sent: [undefined], lines: [] });
});
