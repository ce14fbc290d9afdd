/** The article, step by step: my-deployment, my-service and nodeport-service, asked from inside and from outside. */
import { ENDPOINTS_PROGRAMMED_MS, NAME_RESOLVED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { addressOf, equal, none, portOf } from '../helpers/expect/field-rules.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { endpointSlices } from '../helpers/kube/endpoints.ts';
import { eventually, NotYet } from '../helpers/kube/eventually.ts';
import { kubectlGet } from '../helpers/kube/table.ts';
import { contrast } from './article-contrast.ts';
import { clusterIP, dnsName, nameOf, nodePorts, PAGE, PORT, scene } from './article-scene.ts';

const REPLICAS = 2;
const stage = scene();

requirement('ARTICLE-1', async (check) => {
  const { kube, namespace } = await stage.applied();
  await stage.article().catch((error: Error) => check.note(error.message)); // judged as it stands
  const deployment = await kube.apps.readNamespacedDeployment({ namespace, name: 'my-deployment' });
  const shown = `kubectl -n ${namespace} get deployment my-deployment -o yaml`;
  expect(check.fields(`Deployment ${namespace}/my-deployment`, deployment, shown)).toHaveFields({
    'status.readyReplicas': equal(REPLICAS),
    'status.availableReplicas': equal(REPLICAS),
  });
  for (const name of ['my-service', 'nodeport-service']) {
    const ready = async () => (await endpointSlices(kube, namespace, name)).filter((row) => row.ready);
    const wait = async () => {
      const rows = await ready();
      if (rows.length !== REPLICAS) throw new NotYet(`${rows.length} ready endpoints`);
    };
    await eventually(`endpoints of ${name}`, wait, { within: ENDPOINTS_PROGRAMMED_MS, signal: check.signal }).catch(
      () => {},
    );
    const { pods } = await stage.article();
    const addresses = { ready: (await ready()).map(({ address }) => address).sort() };
    const list = `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name} -o yaml`;
    expect(check.fields(`EndpointSlices of ${namespace}/${name}`, addresses, list)).toHaveFields({
      ready: equal(pods.map(({ address }) => address).sort()),
    });
  }
});

requirement('ARTICLE-2', async (check) => {
  const { kube, run, namespace } = await stage.applied();
  const service = await kube.core.readNamespacedService({ namespace, name: 'my-service' });
  const shown = `kubectl -n ${namespace} get service my-service -o yaml`;
  expect(check.fields(`Service ${nameOf(service)}`, service, shown)).toHaveFields({
    'spec.type': equal('ClusterIP'),
    'spec.clusterIP': addressOf(run.cluster.serviceRanges),
    'spec.ports.0.port': equal(PORT),
    'spec.ports.0.nodePort': none,
    'spec.externalIPs': none,
    'status.loadBalancer.ingress': none,
  });
});

requirement('ARTICLE-3', async (check) => {
  const { kube, run, namespace } = await stage.applied();
  const service = await kube.core.readNamespacedService({ namespace, name: 'nodeport-service' });
  const shown = `kubectl -n ${namespace} get service nodeport-service -o yaml`;
  expect(check.fields(`Service ${nameOf(service)}`, service, shown)).toHaveFields({
    'spec.type': equal('NodePort'),
    'spec.ports.0.nodePort': portOf(run.cluster.nodePortRange),
    'spec.clusterIP': addressOf(run.cluster.serviceRanges),
    'spec.externalIPs': none,
    'status.loadBalancer.ingress': none,
  });
});

requirement('ARTICLE-4', async (check) => {
  const { podClients, myService, subject } = await stage.article();
  for (const client of podClients) {
    const byAddress = await check.sample({
      client,
      target: clusterIP(myService),
      of: subject(myService),
      within: SERVICE_PROGRAMMED_MS,
    });
    expect(byAddress).toReachEveryBackend(); // itself included: hairpin
    expect(byAddress).toShowPage(PAGE);
    const byName = await check.sample({
      client,
      target: dnsName(myService),
      of: subject(myService),
      within: NAME_RESOLVED_MS,
    });
    expect(byName).toReachEveryBackend();
    expect(byName).toShowPage(PAGE);
  }
});

requirement('ARTICLE-5', async (check) => {
  const { places, myService, subject } = await stage.article();
  for (const client of places.pods) {
    const target = clusterIP(myService);
    expect(
      await check.sample({ client, target, of: subject(myService), within: SERVICE_PROGRAMMED_MS }),
    ).toReachEveryBackend();
  }
  const [{ probes = 0, missChance = 1 } = {}] = check.cells;
  check.note(
    `${probes} new connections from each node; the chance to miss one of the pods is ${missChance?.toExponential(1)}`,
  );
});

requirement('ARTICLE-6', async (check) => {
  const { places, myService, nodeportService, subject, ...article } = await stage.article();
  const { announced } = article.run.cluster;
  if (announced) check.note(`the service range is announced or routed to the place outside (${announced})`);
  const [control] = nodePorts(article, nodeportService);
  if (!control) throw new Error('the cluster has no node address');
  const { outside: client } = places;
  const beside = places.podOn(control.node);
  await check
    .sample({ client, target: control, of: subject(nodeportService), within: SERVICE_PROGRAMMED_MS, beside })
    .then((sampling) => expect(sampling).toReachEveryBackend());
  const silence = { client, target: clusterIP(myService), control, of: subject(myService), within: 0, beside };
  expect(await check.silence(silence)).toReachNobody();
});

requirement('ARTICLE-7', async (check) => {
  const { places, nodeportService, subject, pods, ...article } = await stage.article();
  const targets = nodePorts(article, nodeportService);
  const withPod = new Set(pods.map(({ node }) => node));
  const spare = targets.filter(({ node }) => !withPod.has(node));
  if (spare.length === 0) throw new Error('every node runs a pod of my-deployment, so none without one can be asked');
  check.note(`without a pod: ${[...new Set(spare.map(({ node }) => node))].join(', ')}`);
  for (const target of targets) {
    const { outside: client } = places;
    const options = { client, target, of: subject(nodeportService), within: SERVICE_PROGRAMMED_MS };
    expect(await check.sample({ ...options, beside: places.podOn(target.node) })).toShowPage(PAGE);
  }
});

requirement('ARTICLE-8', async (check) => {
  const { places, nodeportService, subject, ...article } = await stage.article();
  for (const target of nodePorts(article, nodeportService)) {
    const { outside: client } = places;
    const options = { client, target, of: subject(nodeportService), within: SERVICE_PROGRAMMED_MS };
    expect(await check.sample({ ...options, beside: places.podOn(target.node) })).toReachEveryBackend();
  }
});

requirement('ARTICLE-9', async (check) => {
  const { places, nodeportService, subject, ...article } = await stage.article();
  const of = subject(nodeportService);
  const doors = nodePorts(article, nodeportService);
  for (const [index, client] of places.pods.entries()) {
    // Its own node and the next one: each node is dialled from inside itself and from another, and the number of probes grows with the nodes.
    const next = places.pods[(index + 1) % places.pods.length]?.node;
    const dialled = doors.filter(({ node }) => node === client.node || node === next);
    for (const target of [clusterIP(nodeportService), ...dialled]) {
      expect(await check.sample({ client, target, of, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
    }
  }
});

requirement('ARTICLE-10', async (check) => {
  const article = await stage.article();
  const { kube, namespace, places, myService, nodeportService, subject } = article;
  const service = await kube.core.readNamespacedService({ namespace, name: 'my-service' });
  const shown = `kubectl -n ${namespace} get service my-service -o yaml`;
  expect(check.fields(`Service ${nameOf(service)}`, service, shown)).toHaveFields({ 'spec.ports.0.nodePort': none });
  const { outside: client } = places;
  const silences = nodePorts(article, nodeportService).map(async (control) => {
    const beside = places.podOn(control.node);
    const open = { client, target: control, of: subject(nodeportService), within: SERVICE_PROGRAMMED_MS, beside };
    expect(await check.sample(open)).toReachEveryBackend();
    const target = { kind: 'node IP', host: control.host, port: PORT, node: control.node } as const;
    return check.silence({ client, target, control, of: subject(myService), within: 0, beside });
  });
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('ARTICLE-12', async (check) => {
  const { kube, run, namespace, pods, myService, nodeportService } = await stage.article();
  const services = await kubectlGet(kube, 'services', { namespace });
  const podTable = await kubectlGet(kube, 'pods', { namespace, wide: true });
  const nodeTable = await kubectlGet(kube, 'nodes', { wide: true });
  for (const table of [services, podTable, nodeTable]) check.table(table);
  const row = (table: typeof services, name: string) =>
    Object.fromEntries(
      table.columns.map((column, index) => [column, table.rows.find(([first]) => first === name)?.[index]]),
    );
  const port = nodeportService.spec?.ports?.[0]?.nodePort;
  expect(check.fields('kubectl get svc my-service', row(services, 'my-service'), services.title)).toHaveFields({
    TYPE: equal('ClusterIP'),
    'CLUSTER-IP': equal(myService.spec?.clusterIP),
    'EXTERNAL-IP': equal('<none>'),
    'PORT(S)': equal(`${PORT}/TCP`),
  });
  expect(
    check.fields('kubectl get svc nodeport-service', row(services, 'nodeport-service'), services.title),
  ).toHaveFields({
    TYPE: equal('NodePort'),
    'CLUSTER-IP': equal(nodeportService.spec?.clusterIP),
    'EXTERNAL-IP': equal('<none>'),
    'PORT(S)': equal(`${PORT}:${port}/TCP`),
  });
  for (const { name, address, node } of pods) {
    const pod = name.slice(namespace.length + 1);
    expect(check.fields(`kubectl get pods ${pod}`, row(podTable, pod), podTable.title)).toHaveFields({
      STATUS: equal('Running'),
      IP: equal(address),
      NODE: equal(node),
    });
  }
  for (const { name, internalIPs } of run.cluster.nodes) {
    expect(check.fields(`kubectl get nodes ${name}`, row(nodeTable, name), nodeTable.title)).toHaveFields({
      STATUS: equal('Ready'),
      'INTERNAL-IP': equal(internalIPs[0]),
    });
  }
});

contrast(stage);
