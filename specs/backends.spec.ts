/** Which pods back a Service, and what becomes of a Service that none backs. */
import type { V1Endpoint, V1Service } from '@kubernetes/client-node';
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Backend } from '../helpers/expect/backend.ts';
import { none } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { apply } from '../helpers/kube/apply.ts';
import { endpointSlices } from '../helpers/kube/endpoints.ts';
import { samplesToSeeAll } from '../helpers/probe/samples.ts';
import { BACKEND_PORT, MORE_PORTS } from '../helpers/scene/backend-config.ts';
import { deleteBackend } from '../helpers/scene/backends.ts';
import { fairShares } from '../helpers/scene/fair-shares.ts';
import { finish, finishingBackend, stillListed } from '../helpers/scene/finishing-backend.ts';
import { handWrittenSlice } from '../helpers/scene/hand-written-slice.ts';
import { updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { slicesSay } from '../helpers/scene/slices.ts';
import { scene } from '../helpers/scene/stage.ts';
import { fromNodes, fromOutside, fromPods, type Way } from '../helpers/scene/ways.ts';
import { endpointOf, readyEndpoints, writeEndpoints } from '../helpers/scene/written-endpoints.ts';
import { controlsOf, fromEverywhere, fromInAndOut, reached, reachesNobody, throughNodePort } from './backends-ways.ts';

const set = scene('backends');
const controls = controlsOf(set);

/** New connections whose shares are judged: enough for a starved backend to be far from chance. */
const SHARED_OUT = 300;

/** One of them, and another one for each place, so that several specs together enter every node. */
function nth(ways: readonly Way[], place: number): Way[] {
  const way = ways[place % ways.length];
  if (!way) throw new Inconclusive('there is no way to ask the Service: start the cluster anew');
  return [way];
}

requirement('BACKENDS-1', async (check) => {
  const stage = await set.stage();
  const three = await stage.shared();
  const labels = { app: stage.name('more') };
  const more = await stage.backends(
    ['a', 'b'].map((each) => ({ name: `${labels.app}-${each}`, labels })),
    check.signal,
  );
  const five = [...three, ...more];
  const ofThree = await stage.service({ name: stage.name('three'), type: 'NodePort', selector: SHARED });
  // No selector finds the shared ones and others too.
  const ofFive = await stage.service({ name: stage.name('five'), type: 'NodePort' });
  await writeEndpoints(stage, ofFive, readyEndpoints(five), check.signal);
  const asked = [
    { service: ofThree, backends: three, place: 0 },
    { service: ofFive, backends: five, place: 1 },
  ];
  const samplings = asked.map(async ({ service, backends, place }) => {
    const of = stage.subject(service, backends);
    const [sharedOut] = await Promise.all([
      reached(check, nth(fromPods(stage, service), place), of, { samples: SHARED_OUT }),
      reached(check, nth(throughNodePort(stage, service), place + 1), of),
    ]);
    const rule = fairShares(stage.cluster.proxyMode, backends.length, SHARED_OUT);
    for (const { cell } of sharedOut) {
      const fields = check.fields(`shares: ${cell.client} -> ${cell.target}`, { to: cell.backends }, cell.repeat);
      expect(fields).toHaveFields({ to: rule });
    }
  });
  await Promise.all(samplings);
  check.note(
    `shares of ${SHARED_OUT} connections, from one pod to each of two Services; a random choice is so uneven once in about 100000 runs`,
  );
});

requirement('BACKENDS-3', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('emptied') };
  const [last] = await stage.backends([{ name: labels.app, labels }], check.signal);
  if (!last) throw new Inconclusive('no pod was made: run it again');
  const emptied = await stage.service({ name: labels.app, type: 'NodePort', selector: labels });
  const nobody = { app: stage.name('nobody') };
  const empty = await stage.service({ name: nobody.app, type: 'NodePort', selector: nobody });
  const [answered] = await Promise.all([
    controls(),
    reached(check, fromEverywhere(stage, emptied), stage.subject(emptied, [last])),
  ]);
  await deleteBackend(stage.kube, last);
  const { at } = await slicesSay(stage.kube, emptied, 'no endpoint', (rows) => rows.length === 0, check.signal);
  const rule = withoutEndpoints(stage.cluster.proxyMode);
  const backends = await stage.shared();
  // Each way to the one, and of the other one of each kind: clients that ask more get fewer ICMP errors for each.
  const toEmpty = [fromPods, fromNodes, fromOutside]
    .map((from) => from(stage, empty))
    .filter(({ length }) => length > 0)
    .flatMap(nth);
  await Promise.all([
    reachesNobody(check, fromEverywhere(stage, emptied), answered, {
      ...{ of: stage.subject(emptied, backends), rule },
      ...{ within: ENDPOINTS_PROGRAMMED_MS, since: { clock: 'endpoints', at } },
    }),
    reachesNobody(check, toEmpty, answered, {
      ...{ of: stage.subject(empty, backends), rule, within: SERVICE_PROGRAMMED_MS },
    }),
  ]);
});

requirement('BACKENDS-7', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('unready') };
  const [unready] = await stage.backends([{ name: labels.app, labels, ready: false }], check.signal);
  if (!unready) throw new Inconclusive('no pod was made: run it again');
  const options = { name: labels.app, type: 'NodePort', selector: labels };
  const service = await stage.service({ ...options, publishNotReadyAddresses: true });
  const of = stage.subject(service, [unready]);
  const within = SERVICE_PROGRAMMED_MS + ENDPOINTS_PROGRAMMED_MS;
  const publish = async (publishNotReadyAddresses: boolean) => {
    const change = ({ spec = {} }: V1Service) => Object.assign(spec, { publishNotReadyAddresses });
    await updateService(stage.kube, service, change, check.signal);
    return { clock: 'service', at: Date.now() } as const;
  };
  const created = { clock: 'service', at: Date.now() } as const;
  const [answered] = await Promise.all([
    controls(),
    reached(check, fromInAndOut(stage, service), of, { within, since: created }),
  ]);
  const hidden = await publish(false);
  // No ICMP error that a node sends itself is withheld.
  const closed = [...fromNodes(stage, service), ...nth(throughNodePort(stage, service), 0)];
  const rule = withoutEndpoints(stage.cluster.proxyMode);
  await reachesNobody(check, closed, answered, { of, rule, within, since: hidden });
  const published = await publish(true);
  await reached(check, fromInAndOut(stage, service), of, { within, since: published });
});

requirement('BACKENDS-8', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('finished') };
  const phases = ['Succeeded', 'Failed'] as const;
  const finished = await Promise.all(
    phases.map(async (phase) => {
      const name = `${labels.app}-${phase.toLowerCase()}`;
      return { phase, backend: await finishingBackend(stage, { name, labels }, phase, check.signal) };
    }),
  );
  const backends = finished.map(({ backend }) => backend);
  const services = await Promise.all(
    [true, false].map((publishNotReadyAddresses) =>
      stage.service({ name: stage.name('of-finished'), type: 'NodePort', selector: labels, publishNotReadyAddresses }),
    ),
  );
  const asked = services.map((service, place) => ({
    ...{ service, of: stage.subject(service, backends) },
    ways: [...fromNodes(stage, service), ...nth(throughNodePort(stage, service), place + 1)],
  }));
  const [answered] = await Promise.all([controls(), ...asked.map(({ of, ways }) => reached(check, ways, of))]);
  await Promise.all(finished.map(({ phase, backend }) => finish(stage, backend, phase, check.signal)));
  const rule = withoutEndpoints(stage.cluster.proxyMode);
  const within = ENDPOINTS_PROGRAMMED_MS;
  const silences = asked.map(async ({ service, of, ways }) => {
    // The controller looks at a pod anew when its readiness changes, and not when later its phase does (podEndpointsChanged).
    if (await stillListed(stage.kube, service, check.signal)) {
      check.note(`${of.name} listed a finished pod until the Service was changed: reported, and not failed`);
      await updateService(stage.kube, service, ({ metadata = {} }) => {
        metadata.annotations = { ...metadata.annotations, 'service-conformance/looked-at': 'anew' };
      });
    }
    const rules = { endpoints: none };
    const slices = await check.read({
      what: `the EndpointSlices of ${of.name}`,
      repeat: `kubectl -n ${stage.namespace} get endpointslices -l kubernetes.io/service-name=${service.metadata?.name}`,
      read: async (signal) => ({
        endpoints: await endpointSlices(stage.kube, stage.namespace, service.metadata?.name ?? '', signal),
      }),
      ...{ rules, within },
    });
    const since = { clock: 'endpoints', at: Date.now() } as const;
    expect(slices).toHaveFields(rules);
    await reachesNobody(check, ways, answered, { of, rule, within, since });
  });
  await Promise.all(silences);
  check.note(
    'finished were pods that succeeded and pods that failed; an evicted pod is a failed one to every controller',
  );
});

requirement('BACKENDS-9', async (check) => {
  const stage = await set.stage();
  const [unsaid, ready, unready] = await stage.shared();
  if (!unsaid || !ready || !unready) throw new Inconclusive('three backends are needed: run it again');
  const service = await stage.service({ name: stage.name('written'), type: 'NodePort' });
  const name = service.metadata?.name ?? '';
  const write = async (slice: string, port: number, endpoints: ReturnType<typeof endpointOf>[]) => {
    const written = { name: `${name}-${slice}`, namespace: stage.namespace, service: name };
    await apply(stage.kube, handWrittenSlice({ ...written, ports: [{ port }], endpoints }), { signal: check.signal });
    return { clock: 'endpoints', at: Date.now() } as const;
  };
  const more = MORE_PORTS.from;
  const onOwnPort = {
    words: `answered on port ${BACKEND_PORT} by ${unsaid.name}, on port ${more} by the others`,
    holds: ({ backend, seen }: { backend?: string; seen?: { serverPort: number } }) =>
      seen?.serverPort === (backend === unsaid.name ? BACKEND_PORT : more),
  };
  const samples = samplesToSeeAll(3);
  const within = ENDPOINTS_PROGRAMMED_MS;
  const answers = async (backends: readonly Backend[], since: Awaited<ReturnType<typeof write>>) => {
    const of = stage.subject(service, backends);
    const samplings = await reached(check, fromInAndOut(stage, service), of, { samples, within, since });
    for (const sampling of samplings) expect(sampling).toBeAnsweredWith(onOwnPort);
  };
  await write('one', BACKEND_PORT, [endpointOf(unsaid, { conditions: {} })]);
  const other = endpointOf(ready);
  await answers(
    [unsaid, ready],
    await write('two', more, [other, endpointOf(unready, { conditions: { ready: false } })]),
  );
  await answers([unsaid, ready, unready], await write('two', more, [other, endpointOf(unready, { conditions: {} })]));
});

/** What an old pod that lingers looks like to a data plane, whoever has its address by now. */
const LINGERING = { conditions: { ready: false, serving: false, terminating: true } };

requirement('BACKENDS-10', async (check) => {
  const stage = await set.stage();
  const shared = await stage.shared();
  const services = await Promise.all(
    [0, 1, 2, 3].map(async (index) => {
      const [reused, ...others] = [...shared.slice(index % 3), ...shared.slice(0, index % 3)];
      if (!reused || others.length !== 2) throw new Inconclusive('three backends are needed: run it again');
      return { reused, others, service: await stage.service({ name: stage.name('twice') }), odd: index % 2 };
    }),
  );
  type Twice = (typeof services)[number];
  const write = async ({ service }: Twice, slice: string, endpoint: V1Endpoint) => {
    const name = service.metadata?.name ?? '';
    const written = { name: `${name}-${slice}`, namespace: stage.namespace, service: name };
    const manifest = handWrittenSlice({ ...written, ports: [{ port: BACKEND_PORT }], endpoints: [endpoint] });
    await apply(stage.kube, manifest, { signal: check.signal });
  };
  const within = ENDPOINTS_PROGRAMMED_MS;
  const reusedAnswers = async (each: Twice, nthChange: number) => {
    // Another one, that a node knows only once it knows of what was written before.
    const other = each.others[nthChange % 2] as Backend;
    await write(each, 'other', endpointOf(other));
    const since = { clock: 'endpoints', at: Date.now() } as const;
    await reached(check, fromPods(stage, each.service), stage.subject(each.service, [each.reused, other]), {
      within,
      since,
    });
  };
  const change = async (each: Twice, nthChange: number) => {
    const [live, lingering] = (each.odd + nthChange) % 2 === 0 ? ['one', 'two'] : ['two', 'one'];
    const ready = () => write(each, live, endpointOf(each.reused));
    const terminating = () => write(each, lingering, endpointOf(each.reused, LINGERING));
    // The lingering one comes first once; later the live one does, so that there always is one.
    const order = nthChange === 0 && each.odd ? [terminating, ready] : [ready, terminating];
    for (const step of order) await step();
    await reusedAnswers(each, nthChange);
  };
  await Promise.all(services.map((each) => change(each, 0)));

  await using cleanup = new AsyncDisposableStack();
  const traffic = services
    .slice(0, shared.length)
    .flatMap(({ service }, place) => nth(fromPods(stage, service), place).map((way) => ({ way, service })))
    .map(({ way, service }) => cleanup.use(check.traffic({ ...way, of: stage.subject(service, shared) })));
  for (const nthChange of [1, 2]) await Promise.all(services.map((each) => change(each, nthChange)));
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
  check.note(
    `${services.length} Services, each asked on every node after each of 3 changes; a data plane that takes whichever entry ` +
      'comes first takes the wrong one at least once in eight times',
  );
});
