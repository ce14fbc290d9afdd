/** Traffic policies: whom a node hands the traffic to that comes from outside, and whom what comes from inside. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { externalWithoutLocal, internalWithoutLocal, withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { deleteBackend } from '../helpers/scene/backends.ts';
import { proxyConfig } from '../helpers/scene/proxy-config.ts';
import { updateService } from '../helpers/scene/services.ts';
import { HOME, SPREAD } from '../helpers/scene/shared.ts';
import { slicesSay } from '../helpers/scene/slices.ts';
import { SPREAD_SAMPLES, spreadOver } from '../helpers/scene/spread.ts';
import { scene } from '../helpers/scene/stage.ts';
import { controlOf, fromNodes, fromOutside, fromPods } from '../helpers/scene/ways.ts';
import { readyEndpoints, writeEndpoints } from '../helpers/scene/written-endpoints.ts';

const set = scene('policy');
const layout = spreadOver(set);

const OUTSIDE_LOCAL = { type: 'NodePort', externalTrafficPolicy: 'Local' } as const;

const within = SERVICE_PROGRAMMED_MS;

requirement('POLICY-1', async (check) => {
  const { stage, on } = await layout();
  const service = await stage.service({ ...OUTSIDE_LOCAL, name: stage.name('own-only'), selector: SPREAD });
  const since = { clock: 'service', at: Date.now() } as const;
  const samplings = fromOutside(stage, service)
    .filter(({ node }) => on(node).length > 0)
    .map((way) =>
      check.sample({ ...way, of: stage.subject(service, on(way.node)), samples: SPREAD_SAMPLES, within, since }),
    );
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
});

requirement('POLICY-2', async (check) => {
  const { stage, home, away, all, on, control } = await layout();
  const service = await stage.service({ ...OUTSIDE_LOCAL, name: stage.name('dropped') });
  await writeEndpoints(stage, service, readyEndpoints(all), check.signal);
  const doors = fromOutside(stage, service);
  const controls = fromOutside(stage, control);
  const open = [
    ...controls.map((way) => check.sample({ ...way, of: stage.subject(control, away), within })),
    ...doors
      .filter(({ node }) => on(node).length > 0)
      .map((way) =>
        check.sample({ ...way, of: stage.subject(service, on(way.node)), samples: SPREAD_SAMPLES, within }),
      ),
  ];
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();

  // The second node's last endpoint leaves; a third node never had one.
  const since = await writeEndpoints(stage, service, readyEndpoints(home), check.signal);
  const rule = externalWithoutLocal(stage.cluster.proxyMode);
  const of = stage.subject(service, all);
  const silences = doors
    .filter(({ node }) => node !== home[0]?.node)
    .map((way) => {
      const options = { ...way, of, control: controlOf(way, controls), within: ENDPOINTS_PROGRAMMED_MS, rule };
      return check.silence(way.node === away[0]?.node ? { ...options, since } : options);
    });
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('POLICY-3', async (check) => {
  const { stage, all, away, control } = await layout();
  const { kube, cluster } = stage;
  const name = stage.name('last');
  const labels = { app: name };
  const [last] = await stage.backends([{ name, labels, node: cluster.nodes[0]?.name ?? '' }], check.signal);
  if (!last) throw new Error('no pod was made');
  const service = await stage.service({ ...OUTSIDE_LOCAL, name, selector: labels });
  const of = stage.subject(service, [last]);
  const controls = fromOutside(stage, control);
  const doors = fromOutside(stage, service).map((way) => ({ ...way, of, control: controlOf(way, controls) }));
  const home = doors.filter(({ node }) => node === last.node);
  const elsewhere = doors.filter(({ node }) => node !== last.node);
  const open = [
    ...home.map((way) => check.sample({ ...way, within })),
    ...controls.map((way) => check.sample({ ...way, of: stage.subject(control, away), within })),
  ];
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();

  await deleteBackend(kube, last);
  const { at } = await slicesSay(kube, service, 'no endpoint', (rows) => rows.length === 0, check.signal);
  // Its own log went with it: only the others can still tell that a probe arrived.
  const others = stage.subject(service, all);
  const gone = { of: others, within: ENDPOINTS_PROGRAMMED_MS, rule: withoutEndpoints(cluster.proxyMode) };
  const refused = [
    ...home.map((way) => check.silence({ ...way, ...gone, since: { clock: 'endpoints', at } })),
    ...elsewhere.map((way) => check.silence({ ...way, ...gone })),
  ];
  for (const silence of await Promise.all(refused)) expect(silence).toReachNobody();
});

requirement('POLICY-4', async (check) => {
  const { stage, home, away, control } = await layout();
  const { kube, cluster } = stage;
  const service = await stage.service({ name: stage.name('switched'), type: 'NodePort', selector: HOME });
  const of = stage.subject(service, home);
  const doors = fromOutside(stage, service).map((way) => ({ ...way, of, within }));
  const inside = fromPods(stage, service).map((way) => ({ ...way, of, within }));
  const own = doors.filter(({ node }) => node === home[0]?.node);
  const others = doors.filter(({ node }) => node !== home[0]?.node);
  const controls = fromOutside(stage, control);
  const open = [...doors, ...inside, ...controls.map((way) => ({ ...way, of: stage.subject(control, away), within }))];
  for (const sampling of await Promise.all(open.map((way) => check.sample(way))))
    expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = inside.map((way) => cleanup.use(check.traffic(way)));
  const policy = async (externalTrafficPolicy: 'Local' | 'Cluster') => {
    await updateService(kube, service, ({ spec = {} }) => Object.assign(spec, { externalTrafficPolicy }), check.signal);
    return { clock: 'service', at: Date.now() } as const;
  };
  const local = await policy('Local');
  const rule = externalWithoutLocal(cluster.proxyMode);
  const silences = others.map((way) =>
    check.silence({ ...way, control: controlOf(way, controls), rule, since: local }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
  const served = [...own, ...inside].map((way) => check.sample(way));
  for (const sampling of await Promise.all(served)) expect(sampling).toReachEveryBackend();

  const since = await policy('Cluster');
  const again = [...others.map((way) => check.sample({ ...way, since })), ...own.map((way) => check.sample(way))];
  for (const sampling of await Promise.all(again)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});

requirement('POLICY-5', async (check) => {
  const { stage, home } = await layout();
  const { kube, cluster, places } = stage;
  const service = await stage.service({ ...OUTSIDE_LOCAL, name: stage.name('own-door'), selector: HOME });
  const of = stage.subject(service, home);
  const doors = fromOutside(stage, service).filter(({ node }) => node !== home[0]?.node);
  const samplings = doors.map(async ({ target, node }) => {
    const { detectsLocal } = await proxyConfig(kube, cluster, node, check.signal);
    if (!detectsLocal)
      check.note(`node ${node}: kube-proxy can't tell local pods (no clusterCIDR), so no pod was asked`);
    const clients = [places.nodeOn(node), ...(detectsLocal ? [places.podOn(node)] : [])];
    return Promise.all(clients.map((client) => check.sample({ client, target, of, within })));
  });
  for (const sampling of (await Promise.all(samplings)).flat()) expect(sampling).toReachEveryBackend();
});

requirement('POLICY-6', async (check) => {
  const { stage, home, away, all, on, control } = await layout();
  const local = { internalTrafficPolicy: 'Local' } as const;
  const [twoNodes, oneNode] = await Promise.all([
    stage.service({ ...local, name: stage.name('two-nodes'), selector: SPREAD }),
    stage.service({ ...local, name: stage.name('one-node'), selector: HOME }),
  ]);
  const since = { clock: 'service', at: Date.now() } as const;
  const inside = (service: typeof control) => [...fromPods(stage, service), ...fromNodes(stage, service)];
  const controls = inside(control);
  const open = [
    ...controls.map((way) => check.sample({ ...way, of: stage.subject(control, away), within })),
    ...inside(twoNodes)
      .filter(({ node }) => on(node).length > 0)
      .map((way) =>
        check.sample({ ...way, of: stage.subject(twoNodes, on(way.node)), samples: SPREAD_SAMPLES, within, since }),
      ),
  ];
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();
  const rule = internalWithoutLocal(stage.cluster.proxyMode);
  const of = stage.subject(oneNode, all);
  const silences = inside(oneNode)
    .filter(({ node }) => node !== home[0]?.node)
    .map((way) => check.silence({ ...way, of, control: controlOf(way, controls), within, rule }));
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('POLICY-7', async (check) => {
  const { stage, home, away, control } = await layout();
  const name = stage.name('inside-only');
  const service = await stage.service({ name, type: 'NodePort', selector: HOME, internalTrafficPolicy: 'Local' });
  const of = stage.subject(service, home);
  const isHome = ({ node }: { readonly node: string }) => node === home[0]?.node;
  const controls = fromPods(stage, control);
  const open = [
    ...[...fromOutside(stage, service), ...fromPods(stage, service).filter(isHome)].map((way) => ({ ...way, of })),
    ...controls.map((way) => ({ ...way, of: stage.subject(control, away) })),
  ];
  const samplings = open.map((way) => check.sample({ ...way, within }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
  const { proxyMode } = stage.cluster;
  if (proxyMode === 'ipvs') {
    check.note(
      'not judged: with a nodePort, mode ipvs is known to answer the ClusterIP on nodes without a backend too',
    );
    return;
  }
  const silences = fromPods(stage, service)
    .filter((way) => !isHome(way))
    .map((way) =>
      check.silence({ ...way, of, control: controlOf(way, controls), within, rule: internalWithoutLocal(proxyMode) }),
    );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});
