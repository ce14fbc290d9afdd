/** The suite's own client, exec and probes on a reference cluster: as on a real one, they must see what routing says. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { V1Service } from '@kubernetes/client-node';
import type { Backend } from '../../expect/backend.ts';
import { apply } from '../../kube/apply.ts';
import { eventually, NotYet } from '../../kube/eventually.ts';
import { exec } from '../../kube/exec.ts';
import { createNamespace } from '../../kube/namespace.ts';
import { podLog } from '../../kube/pod-log.ts';
import { isReady } from '../../kube/pod-state.ts';
import { kubectlGet } from '../../kube/table.ts';
import { podClient } from '../../probe/pod-client.ts';
import type { Client, ProbeRequest, Target } from '../../probe/probe.ts';
import { processClient } from '../../probe/process-client.ts';
import { backendConfig } from '../../scene/backend-config.ts';
import { createBackends, deleteBackend } from '../../scene/backends.ts';
import { serviceOf } from '../../scene/services.ts';
import { slicesReady } from '../../scene/slices.ts';
import { type LocalReference, localReference } from './reference-fixture.ts';

const NONCE = 'n0nce';
const NAMESPACE = 'unit';
const LABELS = { app: 'web' };
let local: LocalReference;
let backends: Backend[];
const clients: Client[] = [];

beforeAll(async () => {
  local = await localReference();
  const { kube, cluster } = local;
  await createNamespace(kube, NAMESPACE, {});
  await apply(kube, await backendConfig(NAMESPACE, NONCE, ['IPv4']));
  const options = cluster.addresses.nodes.map(({ name: node }, index) => ({
    name: `web-${index}`,
    node,
    labels: LABELS,
  }));
  backends = await createBackends({ kube, namespace: NAMESPACE, image: 'any' }, options);
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  await local[Symbol.asyncDispose]();
});

async function service(name: string, more: NonNullable<V1Service['spec']> = {}): Promise<V1Service> {
  const body = serviceOf(
    { name, type: 'NodePort', selector: LABELS, ...more, ports: more.ports ?? [{ port: 80, targetPort: 8080 }] },
    NAMESPACE,
  );
  const made = await local.kube.core.createNamespacedService({ namespace: NAMESPACE, body });
  await slicesReady(local.kube, made, more.selector ? [] : backends.map(({ address }) => address));
  return made;
}

function podOf({ name, node, address }: Backend): Client {
  const [namespace = '', pod = ''] = name.split('/');
  const client = podClient(
    local.kube,
    { namespace, name: pod, container: 'backend', node, address, hostNetwork: false },
    NONCE,
  );
  clients.push(client);
  return client;
}

const requests = (target: Target, count: number, timeoutMs = 1_000): ProbeRequest[] =>
  Array.from({ length: count }, (_, index) => ({ target, token: `t-${index}`, timeoutMs }));

async function seen(client: Client, target: Target, how: 'probe' | 'look' = 'probe'): Promise<string[]> {
  const results = await client[how](requests(target, 20));
  return [
    ...new Set(
      results.map(({ outcome, backend, seen: saw }) => [outcome, backend, saw?.from.address].filter(Boolean).join(' ')),
    ),
  ].sort();
}

const node = (index: number) => local.cluster.addresses.nodes[index] ?? local.cluster.addresses.nodeNamed('');
const all = (...sources: string[]) => backends.map(({ name }, index) => `answered ${name} ${sources[index]}`);

test('pods reach every backend by the ClusterIP, and each backend sees them', async () => {
  const web = await service('inside');
  const [first, second] = backends as [Backend, Backend];
  const target: Target = { kind: 'ClusterIP', host: web.spec?.clusterIP ?? '', port: 80 };
  for (const how of ['probe', 'look'] as const) {
    expect(await seen(podOf(first), target, how)).toEqual(all(node(0).gateway, first.address));
    expect(await seen(podOf(second), { ...target, host: 'inside' }, how)).toEqual(all(second.address, node(1).gateway));
  }
  const [lost] = await podOf(first).probe(requests({ ...target, port: 81 }, 1, 200));
  expect(lost?.outcome).toBe('timeout');
});

test('the log of a backend shows the probes that it answered, and no other', async () => {
  const web = await service('logged');
  const target: Target = { kind: 'ClusterIP', host: web.spec?.clusterIP ?? '', port: 80 };
  const own = requests(target, 20).map((request) => ({ ...request, token: `logged-${request.token}` }));
  const results = await podOf(backends[0] as Backend).probe(own);
  for (const { name } of backends) {
    const log = await podLog(local.kube, NAMESPACE, name.split('/')[1] ?? '', 'backend');
    const logged = [...log.matchAll(/"GET \/\?probe=(logged-t-\d+) HTTP\/1\.1" 200/g)].map(([, token]) => token);
    const answered = own.filter((_, index) => results[index]?.backend === name).map(({ token }) => token);
    expect(logged.sort()).toEqual(answered.sort());
  }
});

test('pods that are made at once go to a node each, as those that do not run yet count too', async () => {
  const { kube, cluster } = local;
  const names = cluster.addresses.nodes.map(({ name }) => name);
  const options = names.map((_, index) => ({ name: `spread-${index}`, labels: { app: 'spread' } }));
  const made = await createBackends({ kube, namespace: NAMESPACE, image: 'any' }, options);
  expect(made.map(({ node: own }) => own).sort()).toEqual(names.toSorted());
});

test('from outside every node leads in by its nodePort, over TCP and UDP, and nothing else does', async () => {
  const ports = (['TCP', 'UDP'] as const).map((protocol) => ({
    name: protocol.toLowerCase(),
    protocol,
    port: 80,
    targetPort: 8080,
  }));
  const web = await service('outside', { ports });
  const outside = processClient(NONCE);
  const port = web.spec?.ports?.[0]?.nodePort ?? 0;
  for (const protocol of ['TCP', 'UDP'] as const) {
    const door: Target = { kind: 'nodePort', host: node(1).internalIP, port, protocol };
    expect(await seen(outside, door)).toEqual(all(node(1).overlay, node(1).gateway));
    expect(await seen(outside, { ...door, port: 80 })).toEqual(['refused']);
    expect(await seen(outside, { ...door, host: web.spec?.clusterIP ?? '', port: 80 })).toEqual(['refused']);
  }
});

test('a door closes with its Service, and one that leads to silence is silent', async () => {
  const web = await service('closing', { externalTrafficPolicy: 'Local', selector: { app: 'nobody' } });
  const { name = '' } = web.metadata ?? {};
  const door: Target = { kind: 'nodePort', host: node(1).internalIP, port: web.spec?.ports?.[0]?.nodePort ?? 0 };
  const outside = processClient(NONCE);
  expect(await seen(outside, door)).toEqual(['refused']); // no endpoint at all
  await local.kube.core.replaceNamespacedService({
    namespace: NAMESPACE,
    name,
    body: { ...web, spec: { ...web.spec, selector: { only: 'one' } } },
  });
  const [one] = await createBackends({ kube: local.kube, namespace: NAMESPACE, image: 'any' }, [
    { name: 'one', node: node(0).name, labels: { only: 'one' } },
  ]);
  await slicesReady(local.kube, web, [one?.address ?? '']);
  const [silent] = await outside.probe(requests(door, 1, 300));
  expect(silent?.outcome).toBe('timeout');
  await local.kube.core.deleteNamespacedService({ namespace: NAMESPACE, name });
  await eventually(
    'the door closed',
    async () => {
      const [probe] = await outside.probe(requests(door, 1, 300));
      if (probe?.outcome !== 'refused') throw new NotYet(probe?.outcome ?? '');
    },
    { within: 2_000 },
  );
});

test('readiness follows the file, and a deleted pod goes in its own time', async () => {
  const { kube } = local;
  const options = [{ name: 'goes', labels: { app: 'goes' }, preStopSeconds: 1, graceSeconds: 5 }];
  const [goes] = await createBackends({ kube, namespace: NAMESPACE, image: 'any' }, options);
  const place = { namespace: NAMESPACE, pod: 'goes', container: 'backend' };
  await exec(kube, { ...place, command: ['rm', '-f', '/tmp/ready'] });
  const pod = () => kube.core.readNamespacedPod({ namespace: NAMESPACE, name: 'goes' });
  const until = (what: string, is: () => Promise<boolean>) =>
    eventually(
      what,
      async () => {
        if (!(await is())) throw new NotYet('not yet');
      },
      { within: 4_000 },
    );
  await until('unready', async () => !isReady(await pod()));
  const started = performance.now();
  await deleteBackend(kube, goes as Backend);
  expect((await pod()).metadata?.deletionTimestamp).toBeDefined();
  await until('gone', async () =>
    pod().then(
      () => false,
      () => true,
    ),
  );
  expect(performance.now() - started).toBeGreaterThan(900);
});

test('a command that is no program of a pod says so', async () => {
  const place = { namespace: NAMESPACE, pod: 'web-0', container: 'backend' };
  const { exitCode, stderr } = await exec(local.kube, { ...place, command: ['make', 'coffee'] });
  expect([exitCode, stderr]).toEqual([127, 'the reference cluster has no program for ["make","coffee"]\n']);
});

test('errors and tables are worded as the API server words them', async () => {
  const { kube } = local;
  const missing = kube.core.readNamespacedService({ namespace: NAMESPACE, name: 'nowhere' });
  await expect(missing).rejects.toThrow('get services unit/nowhere: 404 NotFound: services "nowhere" not found');
  const body = serviceOf({ name: 'bad', ports: [] }, NAMESPACE);
  await expect(kube.core.createNamespacedService({ namespace: NAMESPACE, body })).rejects.toThrow(
    'create services in unit: 422 Invalid: Service "bad" is invalid: spec.ports: Required value',
  );
  const { columns, rows } = await kubectlGet(kube, 'nodes', { wide: true });
  expect(columns.slice(0, 2)).toEqual(['NAME', 'STATUS']);
  expect(rows.map(([name, status]) => `${name} ${status}`)).toEqual(['reference-1 Ready', 'reference-2 Ready']);
});
