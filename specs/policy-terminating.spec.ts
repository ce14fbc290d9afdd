/** Backends on their way out: who still sends them new connections, and who must not. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { CLOSED } from '../helpers/expect/negative-rule.ts';
import { withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import type { EndpointRow } from '../helpers/kube/endpoints.ts';
import { samplesToSeeAll } from '../helpers/probe/samples.ts';
import { HEALTH_CHECK } from '../helpers/report/failure-facts.ts';
import { readRunContext } from '../helpers/run/context.ts';
import { deleteBackend, setReady } from '../helpers/scene/backends.ts';
import { DYING, dyingAndReady, forgotten, letDie } from '../helpers/scene/dying.ts';
import { healthCheckFrom, healthRules } from '../helpers/scene/health-check-port.ts';
import { type ServiceOptions, updateService } from '../helpers/scene/services.ts';
import { slicesSay } from '../helpers/scene/slices.ts';
import { SPREAD_SAMPLES, spreadOver } from '../helpers/scene/spread.ts';
import { scene } from '../helpers/scene/stage.ts';
import { controlOf, fromOutside, fromPods } from '../helpers/scene/ways.ts';
import { endpointOf, readyEndpoints, writeEndpoints } from '../helpers/scene/written-endpoints.ts';

const set = scene('policy-terminating');
const layout = spreadOver(set);
const healthCheck = healthCheckFrom(readRunContext().cluster);
healthCheck.catch(() => {}); // whoever asks is told

/** So many new connections show both of two backends, the one too that must not answer. */
const OF_TWO = samplesToSeeAll(2);

const dyingAlone = (rows: readonly EndpointRow[]) => rows.length === 1 && rows.every(isDying);
const isDying = ({ ready, serving, terminating }: EndpointRow) => !ready && serving && terminating;

requirement('POLICY-8', async (check) => {
  const { stage, home, away, all, control } = await layout();
  const { kube, cluster } = stage;
  const labels = { app: stage.name('all-dying') };
  const [node] = home.map((each) => each.node);
  const [dying] = await stage.backends([{ ...DYING, name: labels.app, labels, ...(node && { node }) }], check.signal);
  if (!dying) throw new Error('no pod was made');
  await using cleanup = new AsyncDisposableStack();
  cleanup.use(forgotten(kube, [dying]));
  const options = { name: labels.app, type: 'NodePort', selector: labels };
  const service = await stage.service(options);
  const of = stage.subject(service, [dying]);
  const ways = [...fromPods(stage, service), ...fromOutside(stage, service)].map((way) => ({ ...way, of }));
  const controls = [...fromPods(stage, control), ...fromOutside(stage, control)];
  const open = [...ways, ...controls.map((way) => ({ ...way, of: stage.subject(control, away) }))];
  const samplings = open.map((way) => check.sample({ ...way, within: SERVICE_PROGRAMMED_MS }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();

  const traffic = ways.map((way) => cleanup.use(check.traffic(way)));
  await deleteBackend(kube, dying);
  const told = await slicesSay(kube, service, 'only one that dies', dyingAlone, check.signal);
  for (const each of traffic) each.mark('the slice says that it is terminating', told.at);
  // A data plane that has not heard of it yet answers too, and a Service that comes later has nothing but the fallback.
  const late = await stage.service({ ...options, name: stage.name('late') });
  const since = { clock: 'service', at: Date.now() } as const;
  const fallbacks = [...fromPods(stage, late), ...fromOutside(stage, late)].map((way) =>
    check.sample({ ...way, of: stage.subject(late, [dying]), within: SERVICE_PROGRAMMED_MS, since }),
  );
  for (const sampling of await Promise.all(fallbacks)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();

  await letDie(kube, dying, check.signal);
  const { at } = await slicesSay(kube, service, 'no endpoint', (rows) => rows.length === 0, check.signal);
  const gone = { of: stage.subject(service, all), rule: withoutEndpoints(cluster.proxyMode) };
  const silences = ways.map((way) =>
    check.silence({
      ...{ ...way, ...gone, control: controlOf(way, controls), within: ENDPOINTS_PROGRAMMED_MS },
      since: { clock: 'endpoints', at },
    }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('POLICY-9', async (check) => {
  const { stage } = await layout();
  const { kube } = stage;
  await using cleanup = new AsyncDisposableStack();
  const { labels, dying, ready } = await dyingAndReady(await layout(), 'one-dying', cleanup, check.signal);
  const options: ServiceOptions = {
    ...{ name: labels.app, type: 'NodePort', selector: labels },
    ...{ externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local' },
  };
  const service = await stage.service(options);
  const waysOf = (each: typeof service) =>
    [...fromPods(stage, each), ...fromOutside(stage, each)].flatMap((way) => {
      const own = [dying, ready].filter(({ node }) => node === way.node);
      return own.length > 0 ? { ...way, of: stage.subject(each, own) } : [];
    });
  const ways = waysOf(service);
  const open = ways.map((way) => check.sample({ ...way, samples: OF_TWO, within: SERVICE_PROGRAMMED_MS }));
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();

  const traffic = ways.map((way) => cleanup.use(check.traffic(way)));
  await deleteBackend(kube, dying);
  const what = 'one ready and one that dies';
  const wanted = (rows: readonly EndpointRow[]) => rows.length === 2 && rows.filter(isDying).length === 1;
  const { at } = await slicesSay(kube, service, what, wanted, check.signal);
  for (const each of traffic) each.mark('the slice says that it is terminating', at);
  // As above: a Service that comes later has nothing but the fallback.
  const late = await stage.service({ ...options, name: stage.name('late') });
  const since = { clock: 'service', at: Date.now() } as const;
  const fallbacks = waysOf(late).map((way) =>
    check.sample({ ...way, samples: OF_TWO, within: SERVICE_PROGRAMMED_MS, since }),
  );
  for (const sampling of await Promise.all(fallbacks)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});

requirement('POLICY-10', async (check) => {
  const { stage, away, all, control } = await layout();
  const { kube, cluster } = stage;
  await using cleanup = new AsyncDisposableStack();
  const { labels, dying, ready } = await dyingAndReady(await layout(), 'not-while-ready', cleanup, check.signal);
  const service = await stage.service({ name: labels.app, selector: labels });
  const controls = fromPods(stage, control);
  const ways = fromPods(stage, service);
  const open = [
    ...ways.map((way) => ({ ...way, of: stage.subject(service, [dying, ready]) })),
    ...controls.map((way) => ({ ...way, of: stage.subject(control, away) })),
  ];
  const samplings = open.map((way) => check.sample({ ...way, within: SERVICE_PROGRAMMED_MS }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();

  await deleteBackend(kube, dying);
  const told = await slicesSay(kube, service, 'one that dies', (rows) => rows.some(isDying), check.signal);
  const of = stage.subject(service, [ready]);
  const within = ENDPOINTS_PROGRAMMED_MS;
  const left = ways.map((way) =>
    check.sample({ ...way, of, samples: OF_TWO, within, since: { clock: 'endpoints', at: told.at } }),
  );
  for (const sampling of await Promise.all(left)) expect(sampling).toReachEveryBackend();

  await setReady(kube, dying, false, check.signal);
  const isUseless = ({ serving, terminating }: EndpointRow) => !serving && terminating;
  await slicesSay(kube, service, 'one that dies unready', (rows) => rows.some(isUseless), check.signal);
  await deleteBackend(kube, ready);
  const alone = (rows: readonly EndpointRow[]) => rows.length === 1 && rows.every(isUseless);
  const { at } = await slicesSay(kube, service, 'only one that dies unready', alone, check.signal);
  const silences = ways.map((way) =>
    check.silence({
      ...{ ...way, of: stage.subject(service, [...all, dying]), control: controlOf(way, controls) },
      ...{ within, rule: withoutEndpoints(cluster.proxyMode), since: { clock: 'endpoints', at } },
    }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('POLICY-11', async (check) => {
  const { stage, home, away, all, on } = await layout();
  const { kube } = stage;
  const { ask, repeat } = await healthCheck;
  const loadBalancerClass = 'service-conformance.invalid/none';
  const service = await stage.service({
    ...{ name: stage.name('balanced'), type: 'LoadBalancer', loadBalancerClass, externalTrafficPolicy: 'Local' },
  });
  const port = service.spec?.healthCheckNodePort ?? 0;
  const doors = fromOutside(stage, service);
  const says = async (ready: (node: string) => number, within: number) => {
    const reads = doors.map(async ({ target: { host }, node }) => {
      const rules = healthRules(service, ready(node));
      const what = `the ${HEALTH_CHECK} ${host}:${port} of node ${node}`;
      const read = (signal: AbortSignal) => ask(host, port, signal);
      return { rules, fields: await check.read({ what, repeat: repeat(host, port), read, rules, within }) };
    });
    for (const { fields, rules } of await Promise.all(reads)) expect(fields).toHaveFields(rules);
  };
  await writeEndpoints(stage, service, readyEndpoints(all), check.signal);
  await says((node) => on(node).length, SERVICE_PROGRAMMED_MS);

  const dying = away.map((each) =>
    endpointOf(each, { conditions: { ready: false, serving: true, terminating: true } }),
  );
  await writeEndpoints(stage, service, [...readyEndpoints(home), ...dying], check.signal);
  await says((node) => (away.some((each) => each.node === node) ? 0 : on(node).length), ENDPOINTS_PROGRAMMED_MS);
  const own = doors
    .filter(({ node }) => on(node).length > 0)
    .map((way) => ({ ...way, of: stage.subject(service, on(way.node)) }));
  const served = own.map((way) => check.sample({ ...way, samples: SPREAD_SAMPLES, within: ENDPOINTS_PROGRAMMED_MS }));
  for (const sampling of await Promise.all(served)) expect(sampling).toReachEveryBackend();

  const toCluster = ({ spec = {} }: typeof service) => Object.assign(spec, { externalTrafficPolicy: 'Cluster' });
  await updateService(kube, service, toCluster, check.signal);
  // Nobody else may be given the number now: no proxy serves a Service that names a proxy of its own.
  const labels = { 'service.kubernetes.io/service-proxy-name': 'service-conformance.invalid' };
  await stage.service({ name: stage.name('keeper'), type: 'NodePort', labels, ports: [{ port, nodePort: port }] });
  const within = SERVICE_PROGRAMMED_MS;
  const everywhere = doors.map((way) => check.sample({ ...way, of: stage.subject(service, home), within }));
  for (const sampling of await Promise.all(everywhere)) expect(sampling).toReachEveryBackend();
  const of = stage.subject(service, all);
  const closed = doors.map((way) => {
    const target = { kind: 'node IP', host: way.target.host, port, node: way.node } as const;
    return check.silence({ ...way, ...{ target, control: way.target, of, within, rule: CLOSED } });
  });
  for (const silence of await Promise.all(closed)) expect(silence).toReachNobody();
});
