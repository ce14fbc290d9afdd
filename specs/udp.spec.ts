/** UDP, where a Service remembers flows that have no end: who answers, who is told that nobody does, and when a flow moves on. */
import type { V1Service } from '@kubernetes/client-node';
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { answeredBy, endedAs } from '../helpers/expect/probe-rules.ts';
import { withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import type { TrafficOptions } from '../helpers/expect/traffic.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { deleteBackend, setReady } from '../helpers/scene/backends.ts';
import { besideOpen, clusterIPDoors, nextNodeDoors, outsideDoors } from '../helpers/scene/doors.ts';
import { flowsFollow, flowsSettle, flowsStart } from '../helpers/scene/flows.ts';
import { SERVICE_PORT } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { slicesReady, slicesSay } from '../helpers/scene/slices.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP } from '../helpers/scene/targets.ts';

const set = scene('udp');

const within = SERVICE_PROGRAMMED_MS;

const OVER_UDP = {
  type: 'NodePort',
  ports: [{ protocol: 'UDP', port: SERVICE_PORT, targetPort: BACKEND_PORT }],
};

/** No pod of ours answers, in whatever way. */
const NOT_ANSWERED = endedAs('refused', 'timeout', 'unroutable');

requirement('UDP-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('answers'), selector: SHARED, ...OVER_UDP });
  const since = { clock: 'service', at: Date.now() } as const;
  const of = stage.subject(service, backends);
  // Every client's socket is connected, so that a reply from elsewhere than was dialled never comes up.
  const asked = [clusterIPDoors, nextNodeDoors, outsideDoors].flatMap((doors) => doors(stage, service));
  const samplings = asked.map((each) => check.sample({ ...each, of, within, since }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
});

requirement('UDP-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const empty = await stage.service({
    name: stage.name('empty'),
    selector: { app: stage.name('nobody') },
    ...OVER_UDP,
  });
  const plain = await stage.service({ name: stage.name('plain'), selector: SHARED, ...OVER_UDP });
  const of = stage.subject(plain, backends);
  const doorsOf = (service: V1Service) => [...clusterIPDoors(stage, service), ...outsideDoors(stage, service)];
  const controls = doorsOf(plain).map((each) => check.sample({ ...each, of, within }));
  for (const sampling of await Promise.all(controls)) expect(sampling).toReachEveryBackend();
  const rule = withoutEndpoints(stage.cluster.proxyMode);
  const silences = besideOpen(doorsOf(empty), doorsOf(plain)).map((door) =>
    check.silence({ ...door, of, within: ENDPOINTS_PROGRAMMED_MS, rule }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('UDP-3', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('replaced') };
  const [oldNode, youngNode] = stage.cluster.nodes;
  const [old, young] = await stage.backends(
    [
      { name: `${labels.app}-old`, labels, node: oldNode?.name ?? '' },
      { name: `${labels.app}-new`, labels, node: youngNode?.name ?? '', ready: false },
    ],
    check.signal,
  );
  if (!old || !young) throw new Error('no pods were made');
  const service = await stage.service({ name: labels.app, selector: labels, ...OVER_UDP });
  const of = stage.subject(service, [old, young]);
  await using cleanup = new AsyncDisposableStack();
  const flows = [
    ...stage.places.nodes.map((client) => ({ client, target: clusterIP(service) })),
    ...clusterIPDoors(stage, service),
    ...nextNodeDoors(stage, service),
  ].map((each) => cleanup.use(check.flow({ ...each, of })));
  await flowsStart(flows, answeredBy([old]), check.signal);

  await setReady(stage.kube, young, true, check.signal);
  await slicesReady(stage.kube, service, [old.address, young.address], check.signal);
  await deleteBackend(stage.kube, old);
  const { at } = await slicesSay(
    ...([stage.kube, service, `${old.name} not serving`] as const),
    (rows) => !rows.some(({ address, serving }) => address === old.address && serving),
    check.signal,
  );
  const rule = answeredBy([young]);
  const text = `${old.name} is not serving by the EndpointSlices`;
  for (const { seen, after } of await flowsFollow(flows, rule, { text, at }, check.signal)) {
    expect(seen).toSettle(rule, { after, within: ENDPOINTS_PROGRAMMED_MS, clock: 'endpoints' });
  }
});

requirement('UDP-4', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('late') };
  const [late] = await stage.backends([{ name: labels.app, labels, ready: false }], check.signal);
  if (!late) throw new Error('no pod was made');
  const service = await stage.service({ name: labels.app, selector: labels, ...OVER_UDP });
  const of = stage.subject(service, [late]);
  await using cleanup = new AsyncDisposableStack();
  const flows = [...clusterIPDoors(stage, service), ...nextNodeDoors(stage, service)].map((each) =>
    cleanup.use(check.flow({ ...each, of })),
  );
  await flowsSettle(flows, NOT_ANSWERED, 0, check.signal);

  await setReady(stage.kube, late, true, check.signal);
  const { at } = await slicesReady(stage.kube, service, [late.address], check.signal);
  const rule = answeredBy([late]);
  const text = `${late.name} ready in the EndpointSlice`;
  for (const { seen, after } of await flowsFollow(flows, rule, { text, at }, check.signal)) {
    expect(seen).toSettle(rule, { after, within: ENDPOINTS_PROGRAMMED_MS, clock: 'endpoints' });
  }
});

requirement('UDP-5', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('last') };
  // A client of its own: nothing else takes from the ICMP errors that the kernel sends it.
  const [last, asker] = await stage.backends(
    [
      { name: labels.app, labels },
      { name: `${labels.app}-client`, labels: { app: `${labels.app}-client` } },
    ],
    check.signal,
  );
  if (!last || !asker) throw new Error('no pods were made');
  const service = await stage.service({ name: labels.app, selector: labels, ...OVER_UDP });
  const of = stage.subject(service, [last]);
  const { nodes } = stage.places;
  await using cleanup = new AsyncDisposableStack();
  const start = (asked: readonly Pick<TrafficOptions, 'client' | 'target'>[]) =>
    asked.map((each) => cleanup.use(check.flow({ ...each, of })));
  const target = clusterIP(service);
  const refused = start([stage.clientOf(asker), ...nodes].map((client) => ({ client, target })));
  const notOurs = start(nextNodeDoors(stage, service));
  await flowsStart([...refused, ...notOurs], answeredBy([last]), check.signal);

  await deleteBackend(stage.kube, last);
  const { at } = await slicesReady(stage.kube, service, [], check.signal);
  const gone = { text: 'no endpoint in the EndpointSlices', at };
  const [atClusterIP, atNodePort] = await Promise.all([
    flowsFollow(refused, endedAs('refused'), gone, check.signal),
    flowsFollow(notOurs, NOT_ANSWERED, gone, check.signal),
  ]);
  const within = ENDPOINTS_PROGRAMMED_MS;
  for (const { seen, after } of atClusterIP) {
    expect(seen).toSettle(endedAs('refused'), { after, within, clock: 'endpoints' });
  }
  for (const { seen, after } of atNodePort) expect(seen).toSettle(NOT_ANSWERED, { after, within });

  const [again] = await stage.backends([{ name: `${labels.app}-again`, labels }], check.signal);
  if (!again) throw new Error('no pod was made');
  const ofAgain = stage.subject(service, [again]);
  const since = { clock: 'endpoints', at: (await slicesReady(stage.kube, service, [again.address])).at } as const;
  const back = [...nodes.map((client) => ({ client, target })), ...nextNodeDoors(stage, service)].map((each) =>
    check.sample({ ...each, of: ofAgain, within, since }),
  );
  for (const sampling of await Promise.all(back)) expect(sampling).toReachEveryBackend();
});
