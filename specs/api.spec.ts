/** What the API server gives to Services, keeps and rejects. */
import type { V1Service } from '@kubernetes/client-node';
import { atLeast } from '../helpers/cluster/version.ts';
import { addressOf, equal, type FieldRule, matching, none, portOf, sameSet } from '../helpers/expect/field-rules.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { apply } from '../helpers/kube/apply.ts';
import { readRunContext } from '../helpers/run/context.ts';
import { invalidServices } from '../helpers/scene/invalid-services.ts';
import { lowClusterIPs, lowNodePorts, takeFree } from '../helpers/scene/low-band.ts';
import { answerOf } from '../helpers/scene/rejection.ts';
import { SERVICE_PORT, serviceOf, updateService } from '../helpers/scene/services.ts';
import { scene } from '../helpers/scene/stage.ts';

const set = scene('api');

// Numbers of the low band: while upper ones are free, nobody is given them who did not ask, so a freed one stays free.
const { cluster } = readRunContext();
const lowNodePort = lowNodePorts(cluster.nodePortRange, 'api');
const lowClusterIP = lowClusterIPs(cluster.serviceRanges, 'api');

/** An address that documentation uses, and no cluster; one of a family that the cluster lacks is refused for that. */
const FOREIGN_ADDRESS = cluster.ipFamilies[0] === 'IPv6' ? '2001:db8::1' : '192.0.2.1';

/** Automatic addresses that are compared. */
const SERVICES = 20;

/** Where it is not, the server's words say why. */
const accepted = { accepted: equal(true), words: none } as const;

/** 422, with these words about this field. */
function rejected(field: string, words: RegExp): Record<string, FieldRule> {
  return { accepted: equal(false), code: equal(422), fields: sameSet([field]), words: matching(words) };
}

requirement('API-1', async (check) => {
  const stage = await set.stage();
  const { kube, namespace } = stage;
  const shown = 'kubectl get services -A';
  const names = Array.from({ length: SERVICES }, () => stage.name('given'));
  const given = await Promise.all(names.map((name) => stage.service({ name })));
  const inRange = addressOf(cluster.serviceRanges);
  const outside = given.flatMap(({ spec }) => (inRange.holds(spec?.clusterIP) ? [] : [spec?.clusterIP ?? 'none']));
  const { items } = await kube.core.listServiceForAllNamespaces();
  const held = items.flatMap(({ spec }) => spec?.clusterIPs ?? []).filter((address) => address !== 'None');
  const twice = held.filter((address, index) => held.indexOf(address) !== index);
  const addresses = { services: given.length, outside, twice };
  expect(check.fields(`the ClusterIPs of ${SERVICES} Services, among all`, addresses, shown)).toHaveFields({
    ...{ services: equal(SERVICES), outside: none, twice: none },
  });

  const request = (address: string) => stage.service({ name: stage.name('requested'), clusterIP: address });
  let free = '';
  const honoured = await takeFree(() => {
    free = lowClusterIP();
    return request(free);
  });
  expect(check.fields(`a Service that requests ${free}`, honoured, shown)).toHaveFields({
    'spec.clusterIP': equal(free),
  });
  const again = await answerOf(request(free));
  expect(check.fields(`another that requests ${free}`, again, shown)).toHaveFields(
    rejected('spec.clusterIPs', /provided IP is already allocated/),
  );
  const foreign = await answerOf(request(FOREIGN_ADDRESS));
  // The words of a single allocator, and of one for each ServiceCIDR (ipallocator ErrNotInRange, ErrMismatchedNetwork).
  expect(check.fields(`a Service that requests ${FOREIGN_ADDRESS}`, foreign, shown)).toHaveFields(
    rejected('spec.clusterIPs', /not in the valid range|does not match the current range/),
  );
  const other = lowClusterIP();
  const moved = await answerOf(
    updateService(kube, honoured, ({ spec }) => Object.assign(spec ?? {}, { clusterIP: other, clusterIPs: [other] })),
  );
  expect(check.fields('another clusterIP for the same Service', moved, shown)).toHaveFields(
    rejected('spec.clusterIPs[0]', /may not change once set/),
  );
  const { name = '' } = honoured.metadata ?? {};
  const after = await kube.core.readNamespacedService({ namespace, name });
  expect(check.fields('the Service after that', after, shown)).toHaveFields({ 'spec.clusterIP': equal(free) });
});

requirement('API-2', async (check) => {
  const stage = await set.stage();
  const { kube, namespace } = stage;
  const shown = `kubectl -n ${namespace} get services`;
  const request = (nodePort: number, protocol: 'TCP' | 'UDP') =>
    stage.service({ name: stage.name('asks'), type: 'NodePort', ports: [{ port: SERVICE_PORT, protocol, nodePort }] });
  let nodePort = 0;
  const holder = await takeFree(() => {
    nodePort = lowNodePort();
    return request(nodePort, 'TCP');
  });
  expect(check.fields(`a Service that requests nodePort ${nodePort}`, holder, shown)).toHaveFields({
    'spec.ports.0.nodePort': equal(nodePort),
  });
  const taken = rejected('spec.ports[0].nodePort', /provided port is already allocated/);
  for (const protocol of ['TCP', 'UDP'] as const) {
    const what = `another that requests it over ${protocol}`;
    expect(check.fields(what, await answerOf(request(nodePort, protocol)), shown)).toHaveFields(taken);
  }
  const outOfRange = rejected('spec.ports[0].nodePort', /not in the valid range/);
  const beyond = cluster.nodePortRange.from > 80 ? 80 : cluster.nodePortRange.to + 1;
  expect(check.fields(`nodePort ${beyond}`, await answerOf(request(beyond, 'TCP')), shown)).toHaveFields(outOfRange);

  const other = await stage.service({ name: stage.name('changes'), type: 'NodePort' });
  const own = other.spec?.ports?.[0]?.nodePort;
  const change = (wanted: number) =>
    answerOf(
      updateService(kube, other, ({ spec }) => {
        for (const port of spec?.ports ?? []) port.nodePort = wanted;
      }),
    );
  expect(check.fields('a live Service that requests it', await change(nodePort), shown)).toHaveFields(taken);
  expect(check.fields(`a live Service, nodePort ${beyond}`, await change(beyond), shown)).toHaveFields(outOfRange);
  const { name = '' } = other.metadata ?? {};
  const after = await kube.core.readNamespacedService({ namespace, name });
  expect(check.fields('that Service after it', after, shown)).toHaveFields({ 'spec.ports.0.nodePort': equal(own) });
});

requirement('API-5', async (check) => {
  const stage = await set.stage();
  const { kube, namespace } = stage;
  const shown = `kubectl -n ${namespace} get services -o yaml`;
  const name = stage.name('reapplied');
  const manifest = (portName: string) =>
    serviceOf({ name, type: 'NodePort', ports: [{ name: portName, port: SERVICE_PORT }] }, namespace);
  const made = await kube.core.createNamespacedService({ namespace, body: manifest('web') });
  const { clusterIP: address, ports: [port] = [] } = made.spec ?? {};
  const keeps = { 'spec.clusterIP': equal(address), 'spec.clusterIPs': equal(made.spec?.clusterIPs) };
  const put = async (portName: string) => {
    const body = manifest(portName);
    const live = await kube.core.readNamespacedService({ namespace, name });
    Object.assign(body.metadata ?? {}, { resourceVersion: live.metadata?.resourceVersion });
    return kube.core.replaceNamespacedService({ namespace, name, body });
  };
  const same = { ...keeps, 'spec.ports.0.nodePort': equal(port?.nodePort) };
  expect(check.fields('its manifest, put again', await put('web'), shown)).toHaveFields(same);
  const inRange = portOf(cluster.nodePortRange);
  const another: FieldRule = {
    words: `${inRange.words}, other than ${port?.nodePort}`,
    holds: (value) => inRange.holds(value) && value !== port?.nodePort,
  };
  const renamed = await put('other');
  expect(check.fields('put with its port renamed', renamed, shown)).toHaveFields({
    ...{ ...keeps, 'spec.ports.0.nodePort': another },
  });
  const applied = serviceOf({ name: stage.name('applied'), type: 'NodePort' }, namespace);
  const once = await apply(kube, applied);
  const again = await apply(kube, applied);
  expect(check.fields('its manifest, applied again', again, shown)).toHaveFields({
    'spec.clusterIP': equal(once.spec?.clusterIP),
    'spec.ports.0.nodePort': equal(once.spec?.ports?.[0]?.nodePort),
  });

  const asked = (nodePort: number) =>
    serviceOf(
      { name: stage.name('rehearsed'), type: 'NodePort', ports: [{ port: SERVICE_PORT, nodePort }] },
      namespace,
    );
  let body: V1Service | undefined;
  const rehearsed = await takeFree(() => {
    body = asked(lowNodePort());
    return kube.core.createNamespacedService({ namespace, body, dryRun: 'All' });
  });
  const wanted = { 'spec.ports.0.nodePort': equal(body?.spec?.ports?.[0]?.nodePort) };
  expect(check.fields('a Service that is made by a dry run', rehearsed, shown)).toHaveFields(wanted);
  if (!body) throw new Error('there was no dry run');
  const real = await answerOf(kube.core.createNamespacedService({ namespace, body }));
  expect(check.fields('the same Service, made in earnest', real, shown)).toHaveFields(accepted);
});

requirement('API-6', async (check) => {
  const stage = await set.stage();
  const shown = 'kubectl apply, with the same manifest';
  for (const { what, options, fields } of invalidServices(lowNodePort())) {
    const answer = await answerOf(stage.service({ name: stage.name('invalid'), ...options }));
    const named = { accepted: equal(false), code: equal(422), reason: equal('Invalid'), fields: sameSet(fields) };
    expect(check.fields(`a Service with ${what}`, answer, shown)).toHaveFields(named);
  }
  const digit = await answerOf(stage.service({ name: stage.name('1svc') }));
  // KEP-5311.
  const relaxed = atLeast(cluster.kubernetesVersion, '1.36');
  const rules = relaxed ? accepted : { accepted: equal(false), code: equal(422), fields: sameSet(['metadata.name']) };
  expect(check.fields('a Service whose name begins with a digit', digit, shown)).toHaveFields(rules);

  const defaults = await stage.service({ name: stage.name('default'), ports: [{ port: SERVICE_PORT }] });
  const common = {
    ...{ 'spec.ports.0.protocol': equal('TCP'), 'spec.ports.0.targetPort': equal(SERVICE_PORT) },
    ...{ 'spec.sessionAffinity': equal('None'), 'spec.internalTrafficPolicy': equal('Cluster') },
  };
  expect(check.fields('a Service that says nothing but its port', defaults, shown)).toHaveFields({
    ...{ ...common, 'spec.type': equal('ClusterIP'), 'spec.externalTrafficPolicy': none },
  });
  const open = await stage.service({ name: stage.name('default'), type: 'NodePort', ports: [{ port: SERVICE_PORT }] });
  expect(check.fields('a Service that says nothing but NodePort and its port', open, shown)).toHaveFields({
    ...{ ...common, 'spec.externalTrafficPolicy': equal('Cluster') },
  });
});
