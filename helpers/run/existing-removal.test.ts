import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { namedCluster } from '../cluster/existing/kubeconfig.ts';
import { RemovalFailed } from '../cluster/remove-run.ts';
import { failure, json, localApi } from '../kube/local-api.ts';
import type { CreatedReport } from '../report/results.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { removeFromExisting } from './existing-removal.ts';

const LEDGER = [
  { resource: 'namespaces', name: 'a' },
  { resource: 'services', namespace: 'a', name: 'x' },
  { resource: 'pods', namespace: 'a', name: 'y' },
  { resource: 'services', namespace: 'a', name: 'z' },
];
const COUNTED = [
  { resource: 'services', count: 2 },
  { resource: 'namespaces', count: 1 },
  { resource: 'pods', count: 1 },
];
const CLEAN = 'try `npm run clean -- --kubeconfig FILE --context x';

interface Server {
  /** What is there, by path of its list. */
  readonly there?: Readonly<Record<string, readonly string[]>>;
  /** Its objects have lost their labels. */
  readonly unlabelled?: boolean;
  readonly away?: boolean;
}

/** What is reported and thrown when a run is removed from a cluster that has these objects of it. */
async function removed({ there = {}, unlabelled = false, away = false }: Server, only?: string) {
  using folder = temporaryFolder();
  const objects = new Map(Object.entries(there).map(([list, names]) => [list, new Set(names)]));
  await using api = await localApi({
    answer({ method, path, query }, response) {
      if (away) return failure(response, 401, 'Unauthorized', 'Unauthorized');
      const [list, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
      const own = objects.get(list);
      if (method === 'DELETE') own?.delete(name);
      if (query.labelSelector !== undefined) {
        expect(query.labelSelector).toBe('service-conformance/run=sc-1');
        const items = [...(unlabelled ? [] : (objects.get(path) ?? []))].map((each) => ({ metadata: { name: each } }));
        return json(response, 200, { items });
      }
      return own?.has(name) ? json(response, 200, { metadata: { name } }) : failure(response, 404, 'NotFound', 'no');
    },
  });
  const file = join(folder.path, 'config');
  writeFileSync(file, api.kube.config.exportConfig());
  const ledger = join(folder.path, 'ledger');
  writeFileSync(ledger, LEDGER.map((each) => `${JSON.stringify(each)}\n`).join(''));
  let created: CreatedReport | undefined;
  const onRemoved = (report: CreatedReport) => {
    created = report;
  };
  const error = await removeFromExisting({ named: namedCluster(file), runId: 'sc-1', only, ledger, onRemoved }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error !== undefined) expect(error).toBeInstanceOf(RemovalFailed);
  return { created, error: (error as Error | undefined)?.message.replace(file, 'FILE') };
}

test('what was created is counted by kind, and the API has none of it any more', async () => {
  const there = { '/api/v1/namespaces': ['a'] };
  expect(await removed({ there })).toEqual({ created: { objects: COUNTED, left: [] }, error: undefined });
  const inOne = { '/api/v1/namespaces/shop/pods': ['y'], '/apis/apps/v1/namespaces/shop/deployments': ['d'] };
  expect(await removed({ there: inOne }, 'shop')).toEqual({
    created: { objects: COUNTED, left: [] },
    error: undefined,
  });
});

test('where the API can not be asked nothing is said to be gone', async () => {
  const { created, error } = await removed({ away: true }, 'shop');
  expect(created).toEqual({ objects: COUNTED, left: null });
  expect(error).toMatch(/^not all of run sc-1 could be removed: list \S+ in shop: 401 Unauthorized: Unauthorized; try/);
  expect(error).toContain(`${CLEAN} --namespace shop\``);
});

test('a namespace that lost its label is found by its name', async () => {
  const there = { '/api/v1/namespaces': ['a'] };
  const { created, error } = await removed({ there, unlabelled: true });
  expect(created).toEqual({ objects: COUNTED, left: ['namespaces/a'] });
  expect(error).toBe(`not all of run sc-1 could be removed: the API still has namespaces/a; ${CLEAN}\``);
});
