/** What the API server takes back from Services and gives to others, and what the data plane makes of it. */
import type { V1Service } from '@kubernetes/client-node';
import { HOLD_MS, NAME_RESOLVED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { addressOf, equal, none, portOf, sameSet } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { CLOSED } from '../helpers/expect/negative-rule.ts';
import { answeredBy } from '../helpers/expect/probe-rules.ts';
import { unallocatedClusterIP } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { apply } from '../helpers/kube/apply.ts';
import { remove } from '../helpers/kube/remove.ts';
import type { ProbeResult } from '../helpers/probe/probe.ts';
import { readRunContext } from '../helpers/run/context.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { insideOf } from '../helpers/scene/backends.ts';
import { flowsSettle, flowsStart, goesOn } from '../helpers/scene/flows.ts';
import { handWrittenSlice } from '../helpers/scene/hand-written-slice.ts';
import { lowClusterIPs, lowNodePorts, takeFree } from '../helpers/scene/low-band.ts';
import { answerOf } from '../helpers/scene/rejection.ts';
import { getentByHand, resolveNames, resolverOf } from '../helpers/scene/resolver.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED, sharedNamespace } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, nodePorts } from '../helpers/scene/targets.ts';
import { allUntil } from '../helpers/scene/traffic-until.ts';
import { controlOf, fromOutside, fromPods } from '../helpers/scene/ways.ts';
import { readyEndpoints } from '../helpers/scene/written-endpoints.ts';

const set = scene('api-change');

// Numbers of the low band: while upper ones are free, nobody is given them who did not ask, so a freed one stays free.
const { cluster } = readRunContext();
const lowNodePort = lowNodePorts(cluster.nodePortRange, 'api-change');
const lowClusterIP = lowClusterIPs(cluster.serviceRanges, 'api-change');

/** Pace of new connections in each of several places, in ms: often enough to see a stale door, and light on this process. */
const EVERY_MS = 250;

/** Where it is not, the server's words say why. */
const accepted = { accepted: equal(true), words: none } as const;

requirement('API-3', async (check) => {
  const stage = await set.stage();
  const { kube, namespace, places } = stage;
  const [first, second] = await stage.shared();
  if (!first || !second) throw new Inconclusive('a handover needs two backends: run it again');
  const shown = `kubectl -n ${namespace} get services`;
  const ports = [
    { name: 'web', port: SERVICE_PORT, targetPort: BACKEND_PORT },
    { name: 'media', port: SERVICE_PORT, targetPort: BACKEND_PORT, protocol: 'UDP' },
  ];
  const [a, b] = [stage.name('gives'), stage.name('takes')];
  const inSlice = ports.map(({ name, protocol = 'TCP' }) => ({ name, port: BACKEND_PORT, protocol }));
  const write = (service: string, backend: typeof first) =>
    handWrittenSlice({ name: service, namespace, service, ports: inSlice, endpoints: readyEndpoints([backend]) });
  await apply(kube, write(a, first));
  const giver = await takeFree(() => {
    const [web, media] = [lowNodePort(), lowNodePort()];
    const asked = ports.map((port) => ({ ...port, nodePort: port.name === 'web' ? web : media }));
    return stage.service({ name: a, type: 'NodePort', clusterIP: lowClusterIP(), ports: asked });
  });
  const of = stage.subject(giver, [first, second]);
  const ways = (service: V1Service) => [...fromPods(stage, service), ...fromOutside(stage, service)];
  const before = ways(giver).map((way) =>
    check.sample({ ...way, of: stage.subject(giver, [first]), within: SERVICE_PROGRAMMED_MS }),
  );
  for (const sampling of await Promise.all(before)) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = ways(giver).map((way) => cleanup.use(check.traffic({ ...way, of, everyMs: EVERY_MS })));
  const [client] = places.pods;
  const [door] = nodePorts(cluster, giver, 'media');
  if (!client || !door) throw new Inconclusive('there is neither a client pod nor a nodePort: start the cluster anew');
  const flows = [
    cleanup.use(check.flow({ client, target: clusterIP(giver, 'media'), of })),
    cleanup.use(check.flow({ client: places.outside, target: door, of, beside: places.podOn(door.node) })),
  ];
  await flowsStart(flows, answeredBy([first]), check.signal);
  await remove(kube, giver, { signal: check.signal });
  const { clusterIP: address = '', ports: given = [] } = giver.spec ?? {};
  const answer = await answerOf(
    stage.service({ name: b, type: 'NodePort', clusterIP: address, ports: given.map((port) => ({ ...port })) }),
  );
  const at = Date.now();
  const marks = [...traffic, ...flows].map((each) => each.mark('a Service has taken over', at));
  expect(check.fields(`a Service that takes over ${address}`, answer, shown)).toHaveFields({
    ...accepted,
    'object.spec.clusterIP': equal(address),
    'object.spec.ports.0.nodePort': equal(given[0]?.nodePort),
    'object.spec.ports.1.nodePort': equal(given[1]?.nodePort),
  });
  // As the controllers do it: kube-proxy looks for UDP entries that are stale when endpoints have changed.
  await Promise.all([apply(kube, write(b, second)), remove(kube, write(a, first))]);
  const since = { clock: 'endpoints', at: Date.now() } as const;
  const taker = await kube.core.readNamespacedService({ namespace, name: b });
  const after = ways(taker).map((way) =>
    check.sample({ ...way, of: stage.subject(taker, [second]), within: SERVICE_PROGRAMMED_MS, since }),
  );
  for (const sampling of await Promise.all(after)) expect(sampling).toReachEveryBackend();
  await flowsSettle(flows, answeredBy([second]), SERVICE_PROGRAMMED_MS, check.signal);
  const settledAt = Date.now();
  const goesOnBySecond = goesOn(answeredBy([second]));
  // One that is lost within its time, and late, leaves too few after it to tell: traffic goes on until there are enough.
  const isHeld = (results: readonly ProbeResult[]) =>
    (results.at(-1)?.sentAt ?? 0) >= settledAt + HOLD_MS && goesOnBySecond(results);
  await allUntil([...traffic, ...flows], isHeld, HOLD_MS + SERVICE_PROGRAMMED_MS, check.signal);
  for (const [index, each] of [...traffic, ...flows].entries()) {
    const mark = marks[index];
    if (!mark) throw new Error('there is traffic without a mark');
    expect(await each.stop()).toSettle(answeredBy([second]), { after: mark, within: SERVICE_PROGRAMMED_MS });
  }

  await updateService(kube, taker, ({ spec }) => Object.assign(spec ?? {}, { type: 'ClusterIP' }));
  const nodePort = given[0]?.nodePort ?? 0;
  const next = await answerOf(
    stage.service({ name: stage.name('next'), type: 'NodePort', ports: [{ port: SERVICE_PORT, nodePort }] }),
  );
  expect(check.fields(`a Service that requests the freed nodePort ${nodePort}`, next, shown)).toHaveFields(accepted);
});

requirement('API-4', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const backends = await stage.shared();
  const [asker] = backends;
  if (!asker) throw new Inconclusive('there is no backend to ask names in: run it again');
  const shown = `kubectl -n ${sharedNamespace(cluster)} get services -o yaml`;
  const within = SERVICE_PROGRAMMED_MS;
  const ways = (service: V1Service) => [
    ...fromPods(stage, service),
    ...(service.spec?.type === 'NodePort' ? fromOutside(stage, service) : []),
  ];
  const serves = async (...services: V1Service[]) => {
    const samplings = services.flatMap((service) =>
      ways(service).map((way) => check.sample({ ...way, of: stage.subject(service, backends), within })),
    );
    for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
  };
  // Only the type is changed: the nodePort, addresses and policies that belonged to the old one stay in the manifest.
  const retype = (service: V1Service, spec: NonNullable<V1Service['spec']>) =>
    updateService(kube, service, (live) => Object.assign(live.spec ?? {}, spec));
  const lowly = (name: string) =>
    takeFree(() => {
      const ports = [{ port: SERVICE_PORT, targetPort: BACKEND_PORT, nodePort: lowNodePort() }];
      return stage.service({ name, type: 'NodePort', selector: SHARED, clusterIP: lowClusterIP(), ports });
    });
  const steady = await stage.service({ name: stage.name('steady'), type: 'NodePort', selector: SHARED });
  const plain = await stage.service({ name: stage.name('opens'), selector: SHARED });
  const leaving = await lowly(stage.name('leaves'));
  const closing = await lowly(stage.name('closes'));
  await serves(steady, plain, leaving, closing);

  const opened = await retype(plain, { type: 'NodePort' });
  expect(check.fields('ClusterIP, then NodePort', opened, shown)).toHaveFields({
    ...{ 'spec.type': equal('NodePort'), 'spec.clusterIP': equal(plain.spec?.clusterIP) },
    'spec.ports.0.nodePort': portOf(cluster.nodePortRange),
  });
  const closed = await retype(closing, { type: 'ClusterIP' });
  expect(check.fields('NodePort, then ClusterIP', closed, shown)).toHaveFields({
    ...{ 'spec.type': equal('ClusterIP'), 'spec.clusterIP': equal(closing.spec?.clusterIP) },
    ...{ 'spec.ports.0.nodePort': none, 'spec.externalTrafficPolicy': none },
  });
  const { zone } = await resolverOf(kube, insideOf(asker), check.signal);
  const full = `${steady.metadata?.name}.${steady.metadata?.namespace}.svc.${zone}`;
  const left = await retype(leaving, { type: 'ExternalName', externalName: full });
  const at = Date.now();
  expect(check.fields('NodePort, then ExternalName', left, shown)).toHaveFields({
    ...{ 'spec.type': equal('ExternalName'), 'spec.clusterIP': none, 'spec.clusterIPs': none },
    'spec.ports.0.nodePort': none,
  });
  const named = async (service: V1Service) => {
    const name = leaving.metadata?.name ?? '';
    const rules = { addresses: sameSet(service.spec?.clusterIPs ?? []) };
    const read = (signal: AbortSignal) => resolveNames(kube, insideOf(asker), { addresses: name }, signal);
    const options = { what: `the name ${name}`, repeat: getentByHand(insideOf(asker), name) };
    expect(await check.read({ ...options, read, rules, within: NAME_RESOLVED_MS })).toHaveFields(rules);
  };
  const controls = ways(steady);
  const since = { clock: 'service', at } as const;
  const shut = [
    ...fromPods(stage, leaving).map((way) => ({
      way,
      service: leaving,
      rule: unallocatedClusterIP(cluster.proxyMode),
    })),
    ...fromOutside(stage, leaving).map((way) => ({ way, service: leaving, rule: CLOSED })),
    ...fromOutside(stage, closing).map((way) => ({ way, service: closing, rule: CLOSED })),
  ].map(({ way, service, rule }) => {
    const of = stage.subject(service, backends);
    return check.silence({ ...way, control: controlOf(way, controls), of, within, rule, since });
  });
  const [silences] = await Promise.all([Promise.all(shut), named(steady)]);
  for (const silence of silences) expect(silence).toReachNobody();
  await serves(opened, closed);

  const back = await retype(left, { type: 'NodePort', externalName: '' });
  expect(check.fields('ExternalName, then NodePort', back, shown)).toHaveFields({
    ...{ 'spec.clusterIP': addressOf(cluster.serviceRanges), 'spec.ports.0.nodePort': portOf(cluster.nodePortRange) },
  });
  await Promise.all([named(back), serves(back)]);
});
