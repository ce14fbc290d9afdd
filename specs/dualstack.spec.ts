/** Services of one family and of two: what they are given, and what of it is served. */
import { NAME_RESOLVED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { equal, matching, none, sameSet } from '../helpers/expect/field-rules.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { SEEN_AS_SENT, seenFrom } from '../helpers/expect/probe-rules.ts';
import { unallocatedClusterIP } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { podName, podNamespace } from '../helpers/scene/backends.ts';
import { stillFree } from '../helpers/scene/holders.ts';
import { addressesOf } from '../helpers/scene/lookup.ts';
import { podAddresses } from '../helpers/scene/pod-addresses.ts';
import { answerOf } from '../helpers/scene/rejection.ts';
import { updateService } from '../helpers/scene/services.ts';
import { SHARED, sharedNamespace } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, clusterIPs, nodePorts } from '../helpers/scene/targets.ts';

const set = scene('dualstack');

const isIPv6 = ({ host }: { readonly host: string }) => host.includes(':');

requirement('DUALSTACK-1', async (check) => {
  const stage = await set.stage();
  const { ipFamilies } = stage.cluster;
  const [primary] = ipFamilies;
  const dual = ipFamilies.length > 1;
  const shown = `kubectl -n ${sharedNamespace(stage.cluster)} get services -o yaml`;
  const create = (ipFamilyPolicy: string, families?: string[]) =>
    answerOf(
      stage.service({
        ...{ name: stage.name('families'), selector: SHARED, ipFamilyPolicy },
        ...(families && { ipFamilies: families }),
      }),
    );
  const given = (families: readonly (string | undefined)[]) => ({
    accepted: equal(true),
    'object.spec.ipFamilies': equal(families),
    'object.spec.clusterIPs.length': equal(families.length),
  });
  const single = await create('SingleStack');
  expect(check.fields('a Service with SingleStack', single, shown)).toHaveFields(given([primary]));
  const preferred = await create('PreferDualStack');
  expect(check.fields('a Service with PreferDualStack', preferred, shown)).toHaveFields(given(ipFamilies));
  const required = await create('RequireDualStack');
  expect(check.fields('a Service with RequireDualStack', required, shown)).toHaveFields(
    dual ? given(ipFamilies) : { accepted: equal(false), code: equal(422), words: matching(/dual-stack/) },
  );
  if (!dual) return;
  const turned = ipFamilies.toReversed();
  const ordered = await create('RequireDualStack', turned);
  expect(check.fields(`a Service with ipFamilies ${turned.join()}`, ordered, shown)).toHaveFields(given(turned));
  const { object } = ordered.accepted ? (ordered as { object: { spec?: { clusterIPs?: string[] } } }) : { object: {} };
  expect(check.fields(`a Service with ipFamilies ${turned.join()}`, ordered, shown)).toHaveFields({
    'object.spec.clusterIP': equal(object.spec?.clusterIPs?.[0]),
  });
});

requirement('DUALSTACK-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const { places, cluster, kube } = stage;
  const dual = { type: 'NodePort', selector: SHARED, ipFamilyPolicy: 'RequireDualStack' };
  const service = await stage.service({ name: stage.name('both'), ...dual });
  const of = stage.subject(service, backends);
  const within = SERVICE_PROGRAMMED_MS;
  const inside = places.pods.flatMap((client) => clusterIPs(service).map((target) => ({ client, target })));
  const outside = nodePorts(cluster, service).map((target) => ({
    ...{ client: places.outside, target, beside: places.podOn(target.node) },
  }));
  const reached = await Promise.all([...inside, ...outside].map((reach) => check.sample({ ...reach, of, within })));
  for (const sampling of reached) {
    expect(sampling).toReachEveryBackend();
    const six = isIPv6(sampling.target);
    expect(sampling).toBeAnsweredWith({
      words: `the backend sees an ${six ? 'IPv6' : 'IPv4'} client`,
      holds: ({ seen }) => seen !== undefined && seen.from.address.includes(':') === six,
    });
  }

  // SOURCE-1 over IPv6: the pod's own address.
  const six = clusterIPs(service).find(isIPv6);
  for (const pod of cluster.clients.filter(({ hostNetwork }) => !hostNetwork)) {
    const client = places.podOn(pod.node);
    if (!six) throw new Error(`Service ${of.name} has no IPv6 ClusterIP`);
    const addresses = await podAddresses(kube, pod.namespace, pod.name);
    const sampling = await check.sample({ client, target: six, of, within });
    expect(sampling).toBeAnsweredWith(seenFrom('the client pod', addresses));
  }

  // POLICY-1 and SOURCE-3 over IPv6: a node's own backend only, which sees the client.
  const local = await stage.service({ name: stage.name('local'), ...dual, externalTrafficPolicy: 'Local' });
  const doors = nodePorts(cluster, local).filter(isIPv6);
  for (const target of doors) {
    const near = backends.filter(({ node }) => node === target.node);
    if (near.length === 0) continue;
    const ofNear = stage.subject(local, near);
    const beside = places.podOn(target.node);
    const until = SEEN_AS_SENT.holds;
    const sampling = await check.sample({ client: places.outside, target, of: ofNear, within, until, beside });
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith(SEEN_AS_SENT);
  }
});

requirement('DUALSTACK-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const [asker] = backends;
  const { pods } = stage.places;
  if (!asker) throw new Error('no backend to ask names from');
  const name = stage.name('grows');
  const service = await stage.service({ name, selector: SHARED, ipFamilyPolicy: 'SingleStack' });
  const of = stage.subject(service, backends);
  const first = clusterIP(service);
  const within = SERVICE_PROGRAMMED_MS;
  for (const sampling of await Promise.all(pods.map((client) => check.sample({ client, target: first, of, within })))) {
    expect(sampling).toReachEveryBackend();
  }
  await using cleanup = new AsyncDisposableStack();
  const traffic = pods.map((client) => cleanup.use(check.traffic({ client, target: first, of })));
  const databases = isIPv6(first) ? (['ahostsv6', 'ahostsv4'] as const) : (['ahostsv4', 'ahostsv6'] as const);
  const named = async (addresses: readonly (string | undefined)[]) => {
    const read = async () => ({
      first: await addressesOf(stage.kube, asker, name, databases[0], check.signal),
      second: await addressesOf(stage.kube, asker, name, databases[1], check.signal),
    });
    const [one, two] = addresses;
    const rules = { first: sameSet([one]), second: two === undefined ? none : sameSet([two]) };
    const repeat = `kubectl -n ${podNamespace(asker)} exec ${podName(asker)} -- getent ahosts ${name}`;
    expect(await check.read({ what: `the name ${name}`, repeat, read, rules, within: NAME_RESOLVED_MS })).toHaveFields(
      rules,
    );
  };
  await named([first.host]);

  const grown = await updateService(stage.kube, service, ({ spec = {} }) => {
    spec.ipFamilyPolicy = 'RequireDualStack';
    delete spec.ipFamilies;
  });
  const since = { clock: 'service', at: Date.now() } as const;
  const second = clusterIPs(grown).find(({ host }) => host !== first.host);
  if (!second) throw new Error(`Service ${of.name} was given no second address`);
  expect(check.fields('the Service with two families', grown, `kubectl get service ${name}`)).toHaveFields({
    'spec.clusterIP': equal(first.host),
  });
  const both = pods.map((client) => check.sample({ client, target: second, of, within, since }));
  for (const sampling of await Promise.all(both)) expect(sampling).toReachEveryBackend();
  await named([first.host, second.host]);

  const changed = await answerOf(
    updateService(stage.kube, service, ({ spec = {} }) => {
      spec.ipFamilies = spec.ipFamilies?.toReversed() ?? [];
      spec.clusterIPs = spec.clusterIPs?.toReversed() ?? [];
      spec.clusterIP = spec.clusterIPs[0] ?? '';
    }),
  );
  expect(check.fields('its first family changed', changed, `kubectl edit service ${name}`)).toHaveFields({
    accepted: equal(false),
    code: equal(422),
  });

  await updateService(stage.kube, service, ({ spec = {} }) => {
    spec.ipFamilyPolicy = 'SingleStack';
    spec.ipFamilies = spec.ipFamilies?.slice(0, 1) ?? [];
    spec.clusterIPs = spec.clusterIPs?.slice(0, 1) ?? [];
  });
  const rule = unallocatedClusterIP(stage.cluster.proxyMode);
  const silences = pods.map((client) => check.silence({ client, target: second, control: first, of, within, rule }));
  const silent = await Promise.all(silences);
  await stillFree(stage.kube, [second]);
  for (const silence of silent) expect(silence).toReachNobody();
  await named([first.host]);
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});
