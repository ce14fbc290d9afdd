/** What the names of Services mean where applications ask: in pods. A name server may keep what it said for as long as its TTL, 5 s to 30 s. */
import { NAME_RESOLVED_MS } from '../helpers/bounds.ts';
import { equal, type FieldRule, none, sameSet } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import type { NegativeRule } from '../helpers/expect/negative-rule.ts';
import { seenFrom } from '../helpers/expect/probe-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import type { ExecPlace } from '../helpers/kube/exec-broken.ts';
import { remove } from '../helpers/kube/remove.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { backendGone, deleteBackend, insideOf, setReady } from '../helpers/scene/backends.ts';
import { hostNetworkPod } from '../helpers/scene/host-network-pod.ts';
import { environmentOf, linkedPod } from '../helpers/scene/linked-pod.ts';
import { clientPods, getentByHand, resolveNames, resolverOf } from '../helpers/scene/resolver.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED, sharedNamespace } from '../helpers/scene/shared.ts';
import { slicesReady } from '../helpers/scene/slices.ts';
import { scene } from '../helpers/scene/stage.ts';
import { dnsName } from '../helpers/scene/targets.ts';

const set = scene('dns');

/** Every cluster has this Service, so that a name without an address is told from a resolver without an answer. */
const ALWAYS_THERE = 'kubernetes.default.svc';

const something: FieldRule = {
  words: 'an address',
  holds: (value) => Array.isArray(value) && value.length > 0,
};

/** A pod that runs closes a port that it does not listen on by a RST, which no rate limit withholds. */
const REFUSED_BY_POD: NegativeRule = { words: 'refused by the pod', outcomes: ['refused'] };

requirement('DNS-1', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const backends = await stage.shared();
  const namespace = sharedNamespace(stage.cluster);
  const [own] = backends;
  if (!own) throw new Inconclusive('there is no backend to ask names in: run it again');
  const name = stage.name('named');
  const inNode: ExecPlace[] = [];
  if (stage.cluster.footprint?.hostNetwork === false) check.note("not asked in a node's network: --allow-host-network");
  else inNode.push(await hostNetworkPod(stage, stage.name('in-node'), check.signal));
  const { zone } = await resolverOf(kube, insideOf(own), check.signal);
  const names = {
    short: name,
    'with namespace': `${name}.${namespace}`,
    'with svc': `${name}.${namespace}.svc`,
    full: `${name}.${namespace}.svc.${zone}`,
    absolute: `${name}.${namespace}.svc.${zone}.`,
  };
  const resolves = async (place: ExecPlace, addresses: readonly string[]) => {
    const near = place.namespace === namespace;
    const nobody: FieldRule = {
      words: 'not the Service, which is in another namespace',
      holds: (value) => Array.isArray(value) && !value.some((each) => addresses.includes(each)),
    };
    const address = sameSet(addresses);
    const rules = {
      short: near ? address : nobody,
      ...{ 'with namespace': address, 'with svc': address, full: address, absolute: address },
    };
    const read = (signal: AbortSignal) => resolveNames(kube, place, names, signal);
    const what = `the name ${name} in pod ${place.namespace}/${place.pod}`;
    const options = { what, repeat: getentByHand(place, names.full), read, rules, within: NAME_RESOLVED_MS };
    expect(await check.read(options)).toHaveFields(rules);
  };
  const places = [insideOf(own), ...inNode, ...clientPods(stage.cluster)];
  const everywhere = async (service: typeof first) => {
    await Promise.all(places.map((place) => resolves(place, service.spec?.clusterIPs ?? [])));
    const of = stage.subject(service, backends);
    const client = stage.clientOf(own);
    const sampling = await check.sample({ client, target: dnsName(service), of, within: NAME_RESOLVED_MS });
    expect(sampling).toReachEveryBackend();
  };
  const first = await stage.service({ name, selector: SHARED });
  await everywhere(first);
  await remove(kube, first, { signal: check.signal });
  const second = await stage.service({ name, selector: SHARED });
  if (second.spec?.clusterIP === first.spec?.clusterIP) {
    throw new Inconclusive(
      `Service ${name} was given the same address again, so that nothing can change: run it again`,
    );
  }
  await everywhere(second);
});

requirement('DNS-2', async (check) => {
  const stage = await set.stage();
  const { kube, namespace } = stage;
  const labels = { app: stage.name('headless') };
  const pods = ['a', 'b', 'c'].map((each) => ({ name: `${labels.app}-${each}`, labels }));
  const [a, b, c] = await stage.backends(pods, check.signal);
  if (!a || !b || !c) throw new Inconclusive('the backends were not all made: run it again');
  const headless = { clusterIP: 'None', selector: labels };
  const ready = await stage.service({ name: stage.name('ready'), ...headless });
  const all = await stage.service({ name: stage.name('all'), ...headless, publishNotReadyAddresses: true });
  const [place] = clientPods(stage.cluster);
  if (!place) throw new Inconclusive('there is no pod to ask names in: start the cluster anew');
  const { zone } = await resolverOf(kube, place, check.signal);
  // The dot at the end keeps the resolver from asking servers outside the cluster.
  const full = ({ metadata }: typeof ready) => `${metadata?.name}.${namespace}.svc.${zone}.`;
  const names = { ready: full(ready), all: full(all), control: ALWAYS_THERE };
  const resolves = async (when: string, inReady: readonly (typeof a)[], inAll: readonly (typeof a)[]) => {
    const addresses = [inReady, inAll].map((each) => each.map(({ address }) => address));
    const [wantedReady = [], wantedAll = []] = addresses;
    const { signal } = check;
    await Promise.all([slicesReady(kube, ready, wantedReady, signal), slicesReady(kube, all, wantedAll, signal)]);
    const rules = { ready: sameSet(wantedReady), all: sameSet(wantedAll), control: something };
    const read = (stop: AbortSignal) => resolveNames(kube, place, names, stop);
    const options = { what: `the names of two headless Services, ${when}`, repeat: getentByHand(place, names.ready) };
    expect(await check.read({ ...options, read, rules, within: NAME_RESOLVED_MS })).toHaveFields(rules);
  };
  await resolves('three ready', [a, b, c], [a, b, c]);
  await setReady(kube, a, false, check.signal);
  await resolves('one of three unready', [b, c], [a, b, c]);
  await deleteBackend(kube, b);
  await backendGone(kube, b, check.signal);
  await resolves('another gone', [c], [a, c]);
  await setReady(kube, c, false, check.signal);
  await resolves('none ready', [], [a, c]);
  await updateService(kube, ready, ({ spec }) => Object.assign(spec ?? {}, { publishNotReadyAddresses: true }));
  await resolves('none ready, and published all the same', [a, c], [a, c]);
});

requirement('DNS-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('unproxied'), selector: SHARED, clusterIP: 'None' });
  const { namespace = '' } = service.metadata ?? {};
  const name = `${service.metadata?.name}.${namespace}.svc`;
  const shown = `kubectl -n ${namespace} get service,endpointslices -o yaml`;
  const addresses = backends.map(({ address }) => address);
  await slicesReady(stage.kube, service, addresses, check.signal);
  const labelSelector = `kubernetes.io/service-name=${service.metadata?.name}`;
  const { items } = await stage.kube.discovery.listNamespacedEndpointSlice({ namespace, labelSelector });
  const labels = items.map(({ metadata }) => Object.keys(metadata?.labels ?? {}));
  const marked = labels.every((each) => each.includes('service.kubernetes.io/headless'));
  expect(check.fields('a headless Service', { ...service, slices: items.length > 0, marked }, shown)).toHaveFields({
    ...{ 'spec.clusterIP': equal('None'), 'spec.clusterIPs': equal(['None']), 'spec.ports.0.nodePort': none },
    ...{ slices: equal(true), marked: equal(true) },
  });
  const of = stage.subject(service, backends);
  const control = { ...dnsName(service, name), port: BACKEND_PORT };
  // A client takes the address that its resolver puts first, so that which backends answer says nothing.
  const direct = stage.places.pods.map((client) =>
    check.sample({ client, target: control, of, within: NAME_RESOLVED_MS, backends: 'any' }),
  );
  const samplings = await Promise.all(direct);
  for (const [index, sampling] of samplings.entries()) {
    const client = stage.places.pods[index];
    expect(sampling).toBeAnsweredWith(seenFrom('the client pod', [client?.address ?? '']));
  }
  const silences = stage.places.pods.map((client) =>
    check.silence({ client, target: dnsName(service, name), control, of, within: 0, rule: REFUSED_BY_POD }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('DNS-6', async (check) => {
  const stage = await set.stage();
  const { signal } = check;
  const early = await linkedPod(stage, stage.name('early'), true, signal);
  const ports = [
    { name: 'web', port: SERVICE_PORT, targetPort: BACKEND_PORT },
    { name: 'more', port: 8124, targetPort: 9000 },
  ];
  const name = stage.name('linked');
  const service = await stage.service({ name, ports });
  const headless = await stage.service({ name: stage.name('unlinked'), ports, clusterIP: 'None' });
  const [late, unlinked] = await Promise.all([
    linkedPod(stage, stage.name('late'), true, signal),
    linkedPod(stage, stage.name('without'), false, signal),
  ]);
  const prefix = (each: typeof service) => `${each.metadata?.name}`.toUpperCase().replaceAll('-', '_');
  const [own, other] = [prefix(service), prefix(headless)];
  const absent = { [`${own}_SERVICE_HOST`]: none, [`${own}_SERVICE_PORT`]: none };
  // The API server's own are given to every pod.
  const always = { KUBERNETES_SERVICE_HOST: { words: 'an address', holds: Boolean } };
  const present = {
    [`${own}_SERVICE_HOST`]: equal(service.spec?.clusterIP),
    [`${own}_SERVICE_PORT`]: equal(String(SERVICE_PORT)),
    [`${own}_SERVICE_PORT_WEB`]: equal(String(SERVICE_PORT)),
    [`${own}_SERVICE_PORT_MORE`]: equal('8124'),
    [`${other}_SERVICE_HOST`]: none,
  };
  const judged = [
    { pod: early, when: 'started before the Service', rules: { ...absent, ...always } },
    { pod: late, when: 'started after the Service', rules: { ...present, ...always } },
    { pod: unlinked, when: 'with enableServiceLinks: false', rules: { ...absent, ...always } },
  ];
  for (const { pod, when, rules } of judged) {
    const environment = await environmentOf(stage.kube, pod, signal);
    const repeat = `kubectl -n ${pod.namespace} exec ${pod.pod} -- env`;
    expect(check.fields(`environment of pod ${pod.pod}, ${when}`, environment, repeat)).toHaveFields(rules);
  }
});
