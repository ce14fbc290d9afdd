/** How the API server picks numbers, and a ServiceCIDR more: while there is one, any Service may be given an address of it. */
import type { V1IPAddress, V1Service, V1ServiceCIDR } from '@kubernetes/client-node';
import { API_REQUEST_MS, SERVICE_PROGRAMMED_MS } from '../../helpers/bounds.ts';
import { equal, none } from '../../helpers/expect/field-rules.ts';
import { Inconclusive } from '../../helpers/expect/inconclusive.ts';
import { expect } from '../../helpers/expect/matchers/index.ts';
import { requirement } from '../../helpers/expect/requirement.ts';
import { apply } from '../../helpers/kube/apply.ts';
import type { Kube } from '../../helpers/kube/client.ts';
import { remove } from '../../helpers/kube/remove.ts';
import { clusterIPBand, nodePortBand, offsetIn } from '../../helpers/scene/low-band.ts';
import { answerOf } from '../../helpers/scene/rejection.ts';
import { SHARED, sharedNamespace } from '../../helpers/scene/shared.ts';
import { scene } from '../../helpers/scene/stage.ts';
import { fromPods } from '../../helpers/scene/ways.ts';

const set = scene('api-alone');

/** Automatic numbers that are looked at. */
const SERVICES = 50;

/** Networks of documentation, which nobody routes, and an address of each. */
const MORE = {
  IPv4: { range: '203.0.113.0/24', address: '203.0.113.5' },
  IPv6: { range: '2001:db8:5::/112', address: '2001:db8:5::5' },
} as const;

async function ipAddresses(kube: Kube, signal: AbortSignal): Promise<V1IPAddress[]> {
  const { items } = JSON.parse(await kube.raw('/apis/networking.k8s.io/v1/ipaddresses', { signal }));
  return items as V1IPAddress[];
}

requirement('API-7', async (check) => {
  const stage = await set.stage();
  const { kube, namespace, cluster } = stage;
  const { nodePortRange, serviceRanges, ipFamilies } = cluster;
  const more = MORE[ipFamilies[0] ?? 'IPv4'];
  const names = Array.from({ length: SERVICES }, () => stage.name('picked'));
  const services = await Promise.all(names.map((name) => stage.service({ name, type: 'NodePort' })));
  const ports = services.flatMap(({ spec }) => spec?.ports?.map(({ nodePort = 0 }) => nodePort) ?? []);
  const addresses = services.flatMap(({ spec }) => spec?.clusterIPs ?? []);
  const lowPorts = ports.filter((port) => port < nodePortRange.from + nodePortBand(nodePortRange));
  const lowAddresses = addresses.filter((address) =>
    serviceRanges.some((range) => {
      const offset = offsetIn(range, address);
      return offset >= 0 && offset <= clusterIPBand(range);
    }),
  );
  const picked = { ports: ports.length, addresses: addresses.length, lowPorts, lowAddresses };
  expect(check.fields(`what ${SERVICES} Services were given`, picked, 'kubectl get services')).toHaveFields({
    ...{ ports: equal(SERVICES), addresses: equal(SERVICES), lowPorts: none, lowAddresses: none },
  });
  const unnoticed = (1 - nodePortBand(nodePortRange) / (nodePortRange.to - nodePortRange.from + 1)) ** SERVICES;
  check.note(
    `an allocator that minds no band would give ${SERVICES} nodePorts beyond it with a chance of ${Math.round(100 * unnoticed)} %`,
  );

  const parents = new Map((await ipAddresses(kube, check.signal)).map((each) => [each.metadata?.name, each.spec]));
  const owned = services.map(({ metadata, spec }) => {
    const parent = parents.get(spec?.clusterIP ?? '')?.parentRef;
    return { of: metadata?.name, resource: parent?.resource, namespace: parent?.namespace, name: parent?.name };
  });
  const wanted = names.map((name) => ({ of: name, resource: 'services', namespace, name }));
  const shown = 'kubectl get ipaddresses';
  expect(check.fields('the IPAddress of each', { owned }, shown)).toHaveFields({ owned: equal(wanted) });
  const gone: V1Service[] = services.slice(0, 5);
  await Promise.all(gone.map((service) => remove(kube, service, { signal: check.signal })));
  const rules = { left: none };
  const read = async (signal: AbortSignal) => {
    const held = new Set((await ipAddresses(kube, signal)).map(({ metadata }) => metadata?.name));
    return { left: gone.flatMap(({ spec }) => spec?.clusterIPs ?? []).filter((address) => held.has(address)) };
  };
  const options = { what: `the IPAddresses of ${gone.length} that were deleted`, repeat: shown };
  expect(await check.read({ ...options, read, rules, within: API_REQUEST_MS })).toHaveFields(rules);

  const backends = await stage.shared();
  await using cleanup = new AsyncDisposableStack();
  const range: V1ServiceCIDR = {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR' },
    metadata: { name: namespace, labels: { ...stage.run.labels } },
    spec: { cidrs: [more.range] },
  };
  cleanup.defer(() => remove(kube, range));
  await apply(kube, range, { signal: check.signal });
  const isReady = { ready: equal('True') };
  const readiness = async (): Promise<{ ready: string | undefined }> => {
    const { status } = await kube.objects.read<V1ServiceCIDR>({ ...range, metadata: { name: namespace } });
    return { ready: status?.conditions?.find(({ type }) => type === 'Ready')?.status };
  };
  const cidr = { what: `ServiceCIDR ${more.range}`, repeat: 'kubectl get servicecidrs -o yaml' };
  expect(await check.read({ ...cidr, read: readiness, rules: isReady, within: API_REQUEST_MS })).toHaveFields(isReady);
  const name = stage.name('further');
  // The API server's allocator hears of it by a watch.
  const asked = { accepted: equal(true), words: none, 'object.spec.clusterIP': equal(more.address) };
  const request = () => answerOf(stage.service({ name, selector: SHARED, clusterIP: more.address }));
  const what = `a Service that requests ${more.address}`;
  const answer = await check.read({ what, repeat: cidr.repeat, read: request, rules: asked, within: API_REQUEST_MS });
  expect(answer).toHaveFields(asked);
  const since = { clock: 'service', at: Date.now() } as const;
  const service = await kube.core.readNamespacedService({ namespace: sharedNamespace(cluster), name });
  cleanup.defer(() => remove(kube, service));
  const ways = fromPods(stage, service);
  if (ways.length === 0) throw new Inconclusive('the cluster has no client pod: start it anew');
  const of = stage.subject(service, backends);
  const samplings = ways.map((way) => check.sample({ ...way, of, within: SERVICE_PROGRAMMED_MS, since }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
});
