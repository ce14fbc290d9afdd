/** What changes something that the whole cluster shares: node labels, taints, names at their longest, a thousand endpoints. */
import { randomBytes } from 'node:crypto';
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../../helpers/bounds.ts';
import { atLeast } from '../../helpers/cluster/version.ts';
import { equal } from '../../helpers/expect/field-rules.ts';
import { expect } from '../../helpers/expect/matchers/index.ts';
import { unallocatedClusterIP, withoutEndpoints } from '../../helpers/expect/proxy-rules.ts';
import { requirement } from '../../helpers/expect/requirement.ts';
import { apply } from '../../helpers/kube/apply.ts';
import { createNamespace } from '../../helpers/kube/namespace.ts';
import { remove } from '../../helpers/kube/remove.ts';
import { setReady } from '../../helpers/scene/backends.ts';
import { handWrittenSlice } from '../../helpers/scene/hand-written-slice.ts';
import { proxyHealth } from '../../helpers/scene/healthz.ts';
import { cordonNode, labelNode, taintNode } from '../../helpers/scene/node-changes.ts';
import { serviceOf } from '../../helpers/scene/services.ts';
import { SHARED } from '../../helpers/scene/shared.ts';
import { slicesReady } from '../../helpers/scene/slices.ts';
import { scene } from '../../helpers/scene/stage.ts';
import { clusterIP, nodePorts } from '../../helpers/scene/targets.ts';
import { trafficFlows } from '../../helpers/scene/traffic-flows.ts';

const set = scene('shared');

const ZONE = 'topology.kubernetes.io/zone';

/** A Node changed → its kube-proxy's health says so, in ms (KEP-3836). */
const PROXY_HEALTH_MS = 10_000;

/** Long enough for a proxy that minds a cordon to have seen it, in ms: its watch tells it within a second. */
const CORDON_MS = 5_000;

/** A DNS label, which names of namespaces, Services and ports are, at its longest. */
const LONGEST_NAME = 63;

/** Of each hand-written slice, and how many of them: together over 1000 endpoints with two ports (iptables largeClusterEndpointsThreshold). */
const SLICE_ENDPOINTS = 100;
const SLICES = 6;

requirement('POLICY-12', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('drained'), type: 'NodePort', selector: SHARED });
  const of = stage.subject(service, backends);
  const door = nodePorts(stage.cluster, service).at(-1);
  const pod = stage.cluster.clients.find(({ node, hostNetwork }) => hostNetwork && node === door?.node);
  if (!door || !pod) throw new Error('the cluster has no node that can be tainted');
  const { outside, podOn } = stage.places;
  const reach = { client: outside, target: door, of, beside: podOn(door.node) };
  const health = (healthz: number) => {
    const rules = { healthz: equal(healthz), livez: equal(200) };
    const options = { what: `kube-proxy's health on node ${door.node}`, repeat: 'curl 127.0.0.1:10256/healthz', rules };
    const read = (signal: AbortSignal) => proxyHealth(stage.kube, pod, signal);
    return { rules, read: () => check.read({ ...options, read, within: PROXY_HEALTH_MS }) };
  };
  expect(await check.sample({ ...reach, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
  await using cleanup = new AsyncDisposableStack();
  const traffic = cleanup.use(check.traffic(reach));
  const [well, draining] = [health(200), health(503)];
  expect(await well.read()).toHaveFields(well.rules);
  {
    await using _cordon = await cordonNode(stage.kube, door.node);
    traffic.mark('the node was cordoned');
    await trafficFlows(check, CORDON_MS);
    expect(await well.read()).toHaveFields(well.rules);
  }
  {
    const taint = { key: 'ToBeDeletedByClusterAutoscaler', effect: 'PreferNoSchedule', value: 'yes' };
    await using _taint = await taintNode(stage.kube, door.node, taint);
    traffic.mark('the node was tainted');
    expect(await draining.read()).toHaveFields(draining.rules);
  }
  expect(await well.read()).toHaveFields(well.rules);
  expect(await traffic.stop()).toBeAnsweredThroughout();
});

requirement('POLICY-13', async (check) => {
  const stage = await set.stage();
  const { nodes } = stage.cluster;
  const zoneOf = (index: number) => `zone-${index === 0 ? 'a' : 'b'}`;
  await using cleanup = new AsyncDisposableStack();
  for (const [index, { name }] of nodes.entries()) {
    cleanup.use(await labelNode(stage.kube, name, { [ZONE]: zoneOf(index) }));
  }
  const label = stage.name('zoned');
  const backends = await stage.backends(
    nodes.map(({ name }, index) => ({ name: `${label}-${index}`, labels: { app: label }, node: name })),
    check.signal,
  );
  const [first, ...others] = backends;
  if (!first || others.length === 0) throw new Error('two nodes are needed for two zones');
  const service = await stage.service({
    ...{ name: label, selector: { app: label } },
    trafficDistribution: atLeast(stage.cluster.kubernetesVersion, '1.34') ? 'PreferSameZone' : 'PreferClose',
  });
  await slicesReady(
    stage.kube,
    service,
    backends.map(({ address }) => address),
    check.signal,
  );
  const target = clusterIP(service);
  const { pods, podOn } = stage.places;
  const near = (node: string | undefined) => (node === first.node ? [first] : others);
  const sameZone = pods.map((client) =>
    check.sample({ client, target, of: stage.subject(service, near(client.node)), within: SERVICE_PROGRAMMED_MS }),
  );
  for (const sampling of await Promise.all(sameZone)) expect(sampling).toReachEveryBackend();

  const client = podOn(first.node);
  const traffic = cleanup.use(check.traffic({ client, target, of: stage.subject(service, backends) }));
  await setReady(stage.kube, first, false, check.signal);
  const { at } = await slicesReady(
    stage.kube,
    service,
    others.map(({ address }) => address),
    check.signal,
  );
  traffic.mark('the slice lists no endpoint of this zone any more', at);
  const since = { clock: 'endpoints', at } as const;
  const ofOthers = stage.subject(service, others);
  expect(
    await check.sample({ client, target, of: ofOthers, within: ENDPOINTS_PROGRAMMED_MS, since }),
  ).toReachEveryBackend();
  // The backend still listens, so that no connection may be lost on the way.
  expect(await traffic.stop()).toBeAnsweredThroughout();
});

requirement('SCALE-3', async (check) => {
  const stage = await set.stage();
  const huge = await stage.service({
    name: stage.name('huge'),
    ports: [
      { name: 'a', port: 1 },
      { name: 'b', port: 2 },
    ],
  });
  const name = huge.metadata?.name ?? '';
  const six = huge.spec?.ipFamilies?.[0] === 'IPv6';
  const slices = Array.from({ length: SLICES }, (_, slice) =>
    handWrittenSlice({
      ...{ name: `${name}-${slice}`, namespace: stage.namespace, service: name },
      ports: [
        { name: 'a', port: 9 },
        { name: 'b', port: 10 },
      ],
      // Never dialled: 198.18.0.0/15 and 2001:2::/48 are for benchmarks of networks, and lead nowhere.
      endpoints: Array.from({ length: SLICE_ENDPOINTS }, (_, index) => ({
        addresses: [six ? `2001:2::${slice + 1}:${index + 1}` : `198.18.${slice}.${index + 1}`],
        conditions: { ready: true },
      })),
    }),
  );
  await Promise.all(slices.map((slice) => apply(stage.kube, slice, { signal: check.signal })));
  check.note(`${SLICES * SLICE_ENDPOINTS} addresses with two ports each beside the Services that were checked`);

  const label = stage.name('beside');
  const two = await stage.backends(
    [0, 1].map((index) => ({ name: `${label}-${index}`, labels: { app: label } })),
    check.signal,
  );
  const [first, second] = two;
  if (!first || !second) throw new Error('two pods are needed');
  const selector = { app: label };
  const service = await stage.service({ name: label, selector });
  const sticky = await stage.service({ name: `${label}-sticky`, selector, sessionAffinity: 'ClientIP' });
  const [client] = stage.places.pods;
  if (!client) throw new Error('the cluster has no client pod');
  const within = SERVICE_PROGRAMMED_MS;
  const all = { client, target: clusterIP(service), of: stage.subject(service, two) };
  const stuck = { client, target: clusterIP(sticky), of: stage.subject(sticky, two) };
  expect(await check.sample({ ...all, within })).toReachEveryBackend();
  expect(await check.sample({ ...stuck, within, backends: 'any', samples: 20 })).toStickToOneBackend();

  // BACKENDS-2 and AFFINITY-4: an endpoint that is unready gets no new connection.
  await setReady(stage.kube, first, false, check.signal);
  const without = await slicesReady(stage.kube, service, [second.address], check.signal);
  const since = { clock: 'endpoints', at: without.at } as const;
  const left = { of: stage.subject(service, [second]), within: ENDPOINTS_PROGRAMMED_MS, since };
  expect(await check.sample({ ...all, ...left })).toReachEveryBackend();
  expect(await check.sample({ ...stuck, ...left })).toReachEveryBackend();

  // BACKENDS-3: and without any the Service refuses.
  const control = await stage.service({ name: `${label}-control`, selector: SHARED });
  const ofControl = stage.subject(control, await stage.shared());
  expect(await check.sample({ client, target: clusterIP(control), of: ofControl, within })).toReachEveryBackend();
  await setReady(stage.kube, second, false, check.signal);
  await slicesReady(stage.kube, service, [], check.signal);
  const refused = check.silence({
    ...{ ...all, control: clusterIP(control), within: ENDPOINTS_PROGRAMMED_MS },
    rule: withoutEndpoints(stage.cluster.proxyMode),
  });
  // CLUSTERIP-6: a Service that is deleted falls silent.
  const gone = await stage.service({ name: `${label}-gone`, selector: SHARED });
  const ofGone = stage.subject(gone, await stage.shared());
  expect(await check.sample({ client, target: clusterIP(gone), of: ofGone, within })).toReachEveryBackend();
  await remove(stage.kube, gone, { signal: check.signal });
  const silent = check.silence({
    ...{ client, target: clusterIP(gone), control: clusterIP(control), of: ofGone, within },
    rule: unallocatedClusterIP(stage.cluster.proxyMode),
  });
  for (const silence of await Promise.all([refused, silent])) expect(silence).toReachNobody();

  await setReady(stage.kube, first, true, check.signal);
  await setReady(stage.kube, second, true, check.signal);
  await remove(stage.kube, huge, { signal: check.signal });
  await Promise.all(slices.map((slice) => remove(stage.kube, slice, { signal: check.signal })));
  expect(await check.sample({ ...all, within })).toReachEveryBackend();
});

requirement('PROXY-5', async (check) => {
  const stage = await set.stage();
  const { kube, cluster, places } = stage;
  const long = (prefix: string) => `${prefix}-${randomBytes(4).toString('hex')}-`.padEnd(LONGEST_NAME, 'x');
  await using namespace = await createNamespace(kube, long('longest'), stage.run.labels, check.signal);
  const backends = await stage.shared();
  const port = { name: long('port'), port: 8123, targetPort: 8080 };
  const create = (name: string) =>
    kube.core.createNamespacedService({
      namespace: namespace.name,
      body: serviceOf({ name, type: 'NodePort', ports: [port] }, namespace.name),
    });
  const [served, empty] = [await create(long('served')), await create(long('empty'))];
  const endpoints = backends.map(({ address }) => ({ addresses: [address], conditions: { ready: true } }));
  const place = { namespace: namespace.name, service: served.metadata?.name ?? '' };
  await apply(
    kube,
    handWrittenSlice({ ...place, name: 'served', ports: [{ name: port.name, port: 8080 }], endpoints }),
    { signal: check.signal },
  );
  const ordinary = await stage.service({ name: stage.name('ordinary'), selector: SHARED });
  const within = SERVICE_PROGRAMMED_MS;
  const samplings = places.pods.flatMap((client) =>
    [served, ordinary].map((service) =>
      check.sample({ client, target: clusterIP(service), of: stage.subject(service, backends), within }),
    ),
  );
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
  const silences = places.pods.map((client) =>
    check.silence({
      ...{ client, target: clusterIP(empty), control: clusterIP(ordinary), of: stage.subject(empty, backends), within },
      rule: withoutEndpoints(cluster.proxyMode),
    }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});
