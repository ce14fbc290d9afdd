/** Many Services, many endpoints: what is promised of a few holds for them too. */
import { ENDPOINTS_PROGRAMMED_MS, PROBE_TIMEOUT_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { equal, none } from '../helpers/expect/field-rules.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { unallocatedClusterIP } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { withSignal } from '../helpers/kube/client.ts';
import { samplesToSeeAll } from '../helpers/probe/samples.ts';
import { answeredOnce, stillAnswered } from '../helpers/scene/answered-once.ts';
import { BACKEND_PORT, MORE_PORTS } from '../helpers/scene/backend-config.ts';
import { distinctEndpoints, endpointOf } from '../helpers/scene/distinct-endpoints.ts';
import { firstAnswers } from '../helpers/scene/first-answers.ts';
import { handWrittenSlice } from '../helpers/scene/hand-written-slice.ts';
import { stillFree } from '../helpers/scene/holders.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { sideBySide } from '../helpers/scene/side-by-side.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP } from '../helpers/scene/targets.ts';

const set = scene('scale');

const SERVICES = 100;
const AT_A_TIME = 10;

/** After the last of so many Services was created, in ms. */
const MANY_PROGRAMMED_MS = 60_000;

/** Of no other spec, so that a ClusterIP which is free again and given to another Service is not mistaken for the old one. */
const PORT = 8777;

/** A probe that must not be answered takes as long where nobody says anything, and there are many; answers take less than a tenth. In ms. */
const SILENT_MS = 300;

requirement('SCALE-1', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const { nonce } = stage.run;
  const { pods } = stage.places;
  const backends = await stage.shared();
  const quiet = await stage.service({ name: stage.name('quiet'), selector: SHARED });
  const of = stage.subject(quiet, backends);
  const about = pods.map((client) => ({ client, target: clusterIP(quiet), of }));
  const open = await Promise.all(about.map((each) => check.sample({ ...each, within: SERVICE_PROGRAMMED_MS })));
  for (const sampling of open) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = about.slice(0, 2).map((each) => cleanup.use(check.traffic(each)));
  const watched = pods.map((client) => ({
    client,
    answers: cleanup.use(firstAnswers(client, clusterIP(quiet), backends, nonce)),
  }));
  const ports = [{ port: PORT, targetPort: BACKEND_PORT }];
  const names = Array.from({ length: SERVICES }, () => stage.name('one-of-many'));
  const createdFrom = Date.now();
  const services = await sideBySide(names, AT_A_TIME, async (name) => {
    const service = await stage.service({ name, selector: SHARED, ports }, check.signal);
    for (const { answers } of watched) answers.add(clusterIP(service), Date.now());
    return service;
  });
  const createdAt = Date.now();
  const targets = services.map((service) => clusterIP(service));
  const [last] = services.slice(-1);
  if (!last) throw new Error('no Services were made');
  const ofLast = stage.subject(last, backends);
  const since = { clock: 'service', at: createdAt } as const;
  const [firsts, lasts] = await Promise.all([
    Promise.all(watched.map(({ answers }) => answers.stop(MANY_PROGRAMMED_MS, check.signal))),
    Promise.all(
      pods.map((client) =>
        check.sample({ client, target: clusterIP(last), of: ofLast, within: MANY_PROGRAMMED_MS, since }),
      ),
    ),
  ]);
  const answered = await Promise.all(
    pods.map((client) => answeredOnce(client, targets, backends, PROBE_TIMEOUT_MS, nonce, check.signal)),
  );
  for (const sampling of lasts) expect(sampling).toReachEveryBackend();
  for (const [index, client] of pods.entries()) {
    const first = firsts[index];
    const what = `${SERVICES} Services, created within ${createdAt - createdFrom} ms, asked on node ${client.node} (at last: ${first?.last})`;
    const object = {
      neverAnswered: first?.unanswered.map(({ service }) => service),
      answeredAtTheEnd: answered[index]?.length,
    };
    expect(check.fields(what, object, client.repeat(clusterIP(last)))).toHaveFields({
      neverAnswered: none,
      answeredAtTheEnd: equal(SERVICES),
    });
  }
  check.table({
    title: `From the creation of each of ${SERVICES} Services to its first answer, in ms`,
    columns: ['node', 'median', '99th percentile'],
    rows: pods.map(({ node = '' }, index) => {
      const sorted = (firsts[index]?.latenciesMs ?? []).toSorted((a, b) => a - b);
      return [node, ...[0.5, 0.99].map((share) => String(sorted[Math.ceil(sorted.length * share) - 1] ?? ''))];
    }),
  });

  await sideBySide(services, AT_A_TIME, ({ metadata }) =>
    kube.core.deleteNamespacedService(
      { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' },
      withSignal(check.signal),
    ),
  );
  const deletedAt = Date.now();
  const rule = unallocatedClusterIP(stage.cluster.proxyMode);
  const held = pods.map((client) =>
    check.silence({
      ...{ client, target: clusterIP(last), control: clusterIP(quiet), of: ofLast, rule },
      ...{ within: SERVICE_PROGRAMMED_MS, since: { clock: 'service', at: deletedAt } as const },
    }),
  );
  const rest = pods.map(async (client, place) => {
    const asked = targets.filter((_, index) => index % pods.length === place);
    const limits = { timeoutMs: SILENT_MS, within: SERVICE_PROGRAMMED_MS };
    return { client, asked, open: await stillAnswered(client, asked, backends, limits, nonce, check.signal) };
  });
  const [silences, others] = await Promise.all([Promise.all(held), Promise.all(rest)]);
  await stillFree(kube, [clusterIP(last), ...others.flatMap(({ open: stillOpen }) => stillOpen)]);
  for (const silence of silences) expect(silence).toReachNobody();
  for (const { client, asked, open: stillOpen } of others) {
    const what = `${asked.length} deleted Services, each asked once on node ${client.node}`;
    const fields = check.fields(
      what,
      { answered: stillOpen.map(({ service }) => service) },
      client.repeat(clusterIP(last)),
    );
    expect(fields).toHaveFields({ answered: none });
  }
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
  check.note(
    `of the ${SERVICES} deleted Services one was held silent on every node, the others were asked once, each on one node, ` +
      `${SILENT_MS} ms each, while the same clients reached the quiet Service`,
  );
});

requirement('SCALE-2', async (check) => {
  const stage = await set.stage();
  const { kube, namespace } = stage;
  const backends = await stage.shared();
  const name = stage.name('many-slices');
  const service = await stage.service({ name });
  const numbers = Array.from({ length: MORE_PORTS.to - MORE_PORTS.from + 1 }, (_, index) => MORE_PORTS.from + index);
  const endpoints = backends.map(({ address, node }) => ({ addresses: [address], nodeName: node }));
  await sideBySide(numbers, AT_A_TIME, (port) => {
    const body = handWrittenSlice({ name: `${name}-${port}`, namespace, service: name, ports: [{ port }], endpoints });
    return kube.discovery.createNamespacedEndpointSlice({ namespace, body }, withSignal(check.signal));
  });
  const since = { clock: 'endpoints', at: Date.now() } as const;
  const of = stage.subject(service, backends);
  const target = clusterIP(service);
  const { pods } = stage.places;
  const samplings = pods.map((client) => check.sample({ client, target, of, within: ENDPOINTS_PROGRAMMED_MS, since }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();

  const wanted = backends.flatMap((backend) => numbers.map((port) => endpointOf(backend.name, port)));
  const [client] = pods;
  if (!client) throw new Error('no client pod');
  const limits = { within: ENDPOINTS_PROGRAMMED_MS, nonce: stage.run.nonce, signal: check.signal };
  const { seen, connections, unanswered } = await distinctEndpoints(client, target, wanted.length, limits);
  const what = `${connections} new connections from node ${client.node} to a Service with ${numbers.length} EndpointSlices`;
  const object = {
    unanswered,
    missing: wanted.filter((endpoint) => !seen.has(endpoint)),
    unexpected: [...seen].filter((endpoint) => !wanted.includes(endpoint)),
  };
  expect(check.fields(what, object, client.repeat(target))).toHaveFields({
    missing: none,
    unexpected: none,
    unanswered: none,
  });
  check.note(
    `all ${wanted.length} endpoints were seen after ${connections} new connections on node ${client.node}; it would have ` +
      `failed after ${samplesToSeeAll(wanted.length)}, by a chance of at most 1 in a million`,
  );
});
