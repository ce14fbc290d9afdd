/** What kube-proxy leaves alone because a label says so. */
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { CLOSED } from '../helpers/expect/negative-rule.ts';
import { unallocatedClusterIP, withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import type { SilenceOptions } from '../helpers/expect/silence.ts';
import { withSignal } from '../helpers/kube/client.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { besideOpen, clusterIPDoors, outsideDoors } from '../helpers/scene/doors.ts';
import { handWrittenSlice } from '../helpers/scene/hand-written-slice.ts';
import { updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP } from '../helpers/scene/targets.ts';

const set = scene('proxy');

const OTHER_PROXY = { 'service.kubernetes.io/service-proxy-name': 'not-kube-proxy' } as const;
const HEADLESS = { 'service.kubernetes.io/headless': '' } as const;

const within = SERVICE_PROGRAMMED_MS;

requirement('PROXY-4', async (check) => {
  const stage = await set.stage();
  const { kube, namespace, cluster } = stage;
  const { pods } = stage.places;
  const backends = await stage.shared();
  const type = 'NodePort';
  const labelled = await stage.service({ name: stage.name('labelled'), type, selector: SHARED, labels: OTHER_PROXY });
  const plain = await stage.service({ name: stage.name('plain'), type, selector: SHARED });
  const byHand = await stage.service({ name: stage.name('by-hand') });
  const slice = handWrittenSlice({
    ...{ name: `${byHand.metadata?.name}-1`, namespace, service: byHand.metadata?.name ?? '', labels: HEADLESS },
    ports: [{ port: BACKEND_PORT }],
    endpoints: backends.map(({ address, node }) => ({ addresses: [address], nodeName: node })),
  });
  const created = await kube.discovery.createNamespacedEndpointSlice(
    { namespace, body: slice },
    withSignal(check.signal),
  );
  const doorsOf = (service: V1Service) => [...clusterIPDoors(stage, service), ...outsideDoors(stage, service)];
  const of = stage.subject(labelled, backends);
  const answered = (service: V1Service, at: number) =>
    doorsOf(service).map((each) => check.sample({ ...each, of, within, since: { clock: 'service', at } }));
  const ignored = (changed: Pick<SilenceOptions, 'within' | 'since'>) =>
    besideOpen(doorsOf(labelled), doorsOf(plain)).map((door) => {
      const rule = door.target.kind === 'ClusterIP' ? unallocatedClusterIP(cluster.proxyMode) : CLOSED;
      return check.silence({ ...door, of, rule, ...changed });
    });
  for (const sampling of await Promise.all(answered(plain, Date.now()))) expect(sampling).toReachEveryBackend();

  const target = clusterIP(byHand);
  const ofSlice = stage.subject(byHand, backends);
  const rule = withoutEndpoints(cluster.proxyMode);
  const headless = pods.map((client) =>
    check.silence({ client, target, control: clusterIP(plain), of: ofSlice, within: 0, rule }),
  );
  const silences = await Promise.all([...ignored({ within: 0 }), ...headless]);
  for (const silence of silences) expect(silence).toReachNobody();

  await updateService(kube, labelled, ({ metadata = {} }) => {
    delete metadata.labels;
  });
  const takenAt = Date.now();
  const { 'service.kubernetes.io/headless': _, ...kept } = created.metadata?.labels ?? {};
  const body: V1EndpointSlice = { ...created, metadata: { ...created.metadata, labels: kept } };
  const name = slice.metadata?.name ?? '';
  await kube.discovery.replaceNamespacedEndpointSlice({ namespace, name, body }, withSignal(check.signal));
  const since = { clock: 'endpoints', at: Date.now() } as const;
  const served = await Promise.all([
    ...answered(labelled, takenAt),
    ...pods.map((client) => check.sample({ client, target, of: ofSlice, within: ENDPOINTS_PROGRAMMED_MS, since })),
  ]);
  for (const sampling of served) expect(sampling).toReachEveryBackend();

  await updateService(kube, labelled, ({ metadata = {} }) => {
    metadata.labels = { ...OTHER_PROXY };
  });
  for (const silence of await Promise.all(ignored({ within, since: { clock: 'service', at: Date.now() } })))
    expect(silence).toReachNobody();
});
