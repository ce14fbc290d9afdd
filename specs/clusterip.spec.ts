/** A ClusterIP, seen from everywhere inside: who is reached, and who is not. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { unallocatedClusterIP, undeclaredPort } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { remove } from '../helpers/kube/remove.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { freeClusterIP } from '../helpers/scene/free-cluster-ip.ts';
import { stillFree } from '../helpers/scene/holders.ts';
import { seenFromNode } from '../helpers/scene/node-address.ts';
import { SERVICE_PORT } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, portOf } from '../helpers/scene/targets.ts';
import { fromPods } from '../helpers/scene/ways.ts';
import { arriveWhole } from './long-answers.ts';

const set = scene('clusterip');

/** A SYN that was lost is sent again after 1 s, so a connection that takes longer has lost one. */
const FIRST_SYN_MS = 1_000;

const KUBELET_PORT = 10_250;

requirement('CLUSTERIP-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('every-node'), selector: SHARED });
  const since = { clock: 'service', at: Date.now() } as const;
  const [own] = await stage.backends([{ name: stage.name('client'), labels: { app: 'client' } }], check.signal);
  if (!own) throw new Error('no pod was made');
  // The Service lives in the namespace of the client pods; this one is in another.
  const clients = [...stage.places.pods, stage.clientOf(own)];
  const options = { target: clusterIP(service), of: stage.subject(service, backends), within: SERVICE_PROGRAMMED_MS };
  const samplings = await Promise.all(clients.map((client) => check.sample({ ...options, client, since })));
  for (const sampling of samplings) expect(sampling).toReachEveryBackend();
});

requirement('CLUSTERIP-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('from-nodes'), selector: SHARED });
  const options = { target: clusterIP(service), of: stage.subject(service, backends), within: SERVICE_PROGRAMMED_MS };
  const samplings = await Promise.all(stage.places.nodes.map((client) => check.sample({ ...options, client })));
  for (const sampling of samplings) {
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith({
      words: `connected within ${FIRST_SYN_MS} ms`,
      holds: ({ connectMs = 0 }) => connectMs < FIRST_SYN_MS,
    });
  }
});

requirement('CLUSTERIP-3', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('hairpin') };
  const [alone] = await stage.backends([{ name: labels.app, labels }], check.signal);
  if (!alone) throw new Error('no pod was made');
  const service = await stage.service({ name: labels.app, selector: labels });
  const client = stage.clientOf(alone);
  const of = stage.subject(service, [alone]);
  const options = { client, target: clusterIP(service), of, within: SERVICE_PROGRAMMED_MS };
  const sampling = await check.sample(options);
  expect(sampling).toReachEveryBackend();
  // A proxy that is not kube-proxy may show any address.
  if (stage.cluster.proxyMode === 'unknown') return;
  expect(sampling).toBeAnsweredWith(await seenFromNode(stage.kube, alone.node, [alone.address]));
});

requirement('CLUSTERIP-4', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('declared'), type: 'NodePort', selector: SHARED });
  const control = clusterIP(service);
  const of = stage.subject(service, backends);
  const { nodePort = 0 } = portOf(service);
  const { pods, nodes } = stage.places;
  const asked = [
    ...pods.map((client) => ({ client, port: BACKEND_PORT })),
    ...nodes.map((client) => ({ client, port: nodePort })),
    ...[...pods.slice(0, 1), ...nodes.slice(0, 1)].map((client) => ({ client, port: KUBELET_PORT })),
  ];
  const open = [...pods, ...nodes].map((client) =>
    check.sample({ client, target: control, of, within: SERVICE_PROGRAMMED_MS }),
  );
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();
  const rule = undeclaredPort(stage.cluster.proxyMode);
  const silences = asked.map(({ client, port }) =>
    check.silence({ client, target: { ...control, port }, control, of, within: SERVICE_PROGRAMMED_MS, rule }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('CLUSTERIP-5', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('live'), selector: SHARED });
  const control = clusterIP(service);
  const of = stage.subject(service, backends);
  const free = await freeClusterIP(stage.kube, stage.cluster.serviceRanges);
  const rule = unallocatedClusterIP(stage.cluster.proxyMode);
  const target = { kind: 'ClusterIP', host: free, port: SERVICE_PORT } as const;
  const silences = stage.places.pods.map(async (client) => {
    expect(await check.sample({ client, target: control, of, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
    return check.silence({ client, target, control, of, within: 0, rule });
  });
  const held = await Promise.all(silences);
  await stillFree(stage.kube, [target]);
  for (const silence of held) expect(silence).toReachNobody();
});

requirement('CLUSTERIP-6', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const name = stage.name('recreated');
  const deleted = await stage.service({ name, selector: SHARED });
  const other = await stage.service({ name: stage.name('other'), selector: SHARED });
  const { pods } = stage.places;
  const of = stage.subject(deleted, backends);
  const ofOther = stage.subject(other, backends);
  const served = (service: typeof deleted) =>
    pods.map((client) => check.sample({ client, target: clusterIP(service), of, within: SERVICE_PROGRAMMED_MS }));
  const open = await Promise.all([...served(deleted), ...served(other)]);
  for (const sampling of open) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = pods.map((client) => cleanup.use(check.traffic({ client, target: clusterIP(other), of: ofOther })));
  await remove(stage.kube, deleted, { signal: check.signal });
  const since = { clock: 'service', at: Date.now() } as const;
  const rule = unallocatedClusterIP(stage.cluster.proxyMode);
  const silences = pods.map((client) =>
    check.silence({
      ...{ client, target: clusterIP(deleted), control: clusterIP(other), of },
      ...{ within: SERVICE_PROGRAMMED_MS, rule, since },
    }),
  );
  const silent = await Promise.all(silences);
  await stillFree(stage.kube, [clusterIP(deleted)]);
  for (const silence of silent) expect(silence).toReachNobody();

  const recreated = await stage.service({ name, selector: SHARED });
  const again = pods.map((client) =>
    check.sample({
      ...{ client, target: clusterIP(recreated), of: stage.subject(recreated, backends) },
      ...{ within: ENDPOINTS_PROGRAMMED_MS },
    }),
  );
  for (const sampling of await Promise.all(again)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});

requirement('CLUSTERIP-7', async (check) => arriveWhole(check, await set.stage(), 'ClusterIP', fromPods));
