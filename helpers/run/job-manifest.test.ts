import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { V1ConfigMap, V1Job } from '@kubernetes/client-node';
import { namedCluster } from '../cluster/existing/kubeconfig.ts';
import { readManifests } from '../kube/manifests.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { parseOptions } from './options.ts';

const DOCS = new URL('../../docs/', import.meta.url);

test('docs/job.yaml runs the command on its own cluster, as the ServiceAccount that docs/rbac.yaml gives rights to', async () => {
  const objects = await readManifests(fileURLToPath(new URL('job.yaml', DOCS)));
  const configMap = objects.find(({ kind }) => kind === 'ConfigMap') as V1ConfigMap;
  const { spec } = (objects.find(({ kind }) => kind === 'Job') as V1Job).spec?.template ?? {};
  const [container] = spec?.containers ?? [];
  const { existing, outside } = parseOptions(container?.args ?? [], {});
  const mounts = container?.volumeMounts?.map(({ mountPath }) => mountPath);
  expect({ outside, mounts }).toEqual({ outside: 'none', mounts: ['/etc/service-conformance', '/work', '/tmp'] });
  expect(existing?.kubeconfig).toBe('/etc/service-conformance/kubeconfig');
  expect(spec?.serviceAccountName).toBe('service-conformance');
  expect(readFileSync(new URL('rbac.yaml', DOCS), 'utf8')).toContain('kind: ServiceAccount, name: service-conformance');
  using folder = temporaryFolder();
  const file = join(folder.path, 'kubeconfig');
  writeFileSync(file, configMap.data?.kubeconfig ?? '');
  expect(namedCluster(file)).toMatchObject({ context: 'in-cluster', server: 'https://kubernetes.default.svc' });
});
