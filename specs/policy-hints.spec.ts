/** Preferences: the nearest backends while there are any, and hints only where all of them make sense. */
import type { V1EndpointHints } from '@kubernetes/client-node';
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Backend } from '../helpers/expect/backend.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { deleteBackend } from '../helpers/scene/backends.ts';
import { forgotten } from '../helpers/scene/dying.ts';
import { slicesReady } from '../helpers/scene/slices.ts';
import { SPREAD_SAMPLES, spreadOver } from '../helpers/scene/spread.ts';
import { scene } from '../helpers/scene/stage.ts';
import { fromOutside, fromPods } from '../helpers/scene/ways.ts';
import { endpointOf, writeEndpoints } from '../helpers/scene/written-endpoints.ts';

const set = scene('policy-hints');
const layout = spreadOver(set);

/** A deleted backend serves on for so long, well over the time that a data plane usually takes, so that no connection is lost. */
const LEAVES = { preStopSeconds: 15, graceSeconds: 20 } as const;

requirement('POLICY-14', async (check) => {
  const stage = await set.stage();
  const { kube, cluster } = stage;
  const labels = { app: stage.name('near') };
  const [near, far] = cluster.nodes.map(({ name }) => name);
  if (!near || !far) throw new Error('two nodes are needed');
  const make = (suffix: string, node: string) => ({ name: `${labels.app}-${suffix}`, labels, node });
  const [first, second] = await stage.backends(
    [{ ...make('first', near), ...LEAVES }, make('second', far)],
    check.signal,
  );
  if (!first || !second) throw new Error('two pods were to be made');
  await using cleanup = new AsyncDisposableStack();
  cleanup.use(forgotten(kube, [first]));
  const service = await stage.service({ name: labels.app, selector: labels, trafficDistribution: 'PreferSameNode' });
  const ready = (...backends: Backend[]) =>
    slicesReady(
      kube,
      service,
      backends.map(({ address }) => address),
      check.signal,
    );
  const ways = fromPods(stage, service);
  const home = ways.filter(({ node }) => node === near);
  /** Each node's own, or both where there is none. */
  const own = (node: string, backends: Backend[]) => {
    const there = backends.filter((backend) => backend.node === node);
    return stage.subject(service, there.length > 0 ? there : backends);
  };
  await ready(first, second);
  const within = SERVICE_PROGRAMMED_MS;
  const before = ways.map((way) =>
    check.sample({ ...way, of: own(way.node, [first, second]), samples: SPREAD_SAMPLES, within }),
  );
  for (const sampling of await Promise.all(before)) expect(sampling).toReachEveryBackend();

  const traffic = home.map((way) =>
    cleanup.use(check.traffic({ ...way, of: stage.subject(service, [first, second]) })),
  );
  await deleteBackend(kube, first);
  const { at } = await ready(second);
  for (const each of traffic) each.mark('the slice lists no ready endpoint on this node any more', at);
  const fallback = home.map((way) =>
    check.sample({
      ...{ ...way, of: stage.subject(service, [second]), samples: SPREAD_SAMPLES },
      ...{ within: ENDPOINTS_PROGRAMMED_MS, since: { clock: 'endpoints', at } },
    }),
  );
  for (const sampling of await Promise.all(fallback)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();

  const [again] = await stage.backends([make('again', near)], check.signal);
  if (!again) throw new Error('a pod was to be made');
  const back = await ready(again, second);
  const nearest = home.map((way) =>
    check.sample({
      ...{ ...way, of: stage.subject(service, [again]), samples: SPREAD_SAMPLES },
      ...{ within: ENDPOINTS_PROGRAMMED_MS, since: { clock: 'endpoints', at: back.at } },
    }),
  );
  for (const sampling of await Promise.all(nearest)) expect(sampling).toReachEveryBackend();
});

requirement('POLICY-15', async (check) => {
  const { stage, home, away, all, on } = await layout();
  const [near, far] = [home[0]?.node ?? '', away[0]?.node ?? ''];
  const forNode = (name: string): V1EndpointHints => ({ forNodes: [{ name }] });
  const nowhere: V1EndpointHints = {
    forZones: [{ name: 'service-conformance-nowhere' }],
    forNodes: [{ name: 'service-conformance-nobody' }],
  };
  const hinted = async (prefix: string, hints: (backend: Backend) => V1EndpointHints | undefined, local = false) => {
    const service = await stage.service({
      ...{ name: stage.name(prefix), type: 'NodePort' },
      ...(local && { internalTrafficPolicy: 'Local', externalTrafficPolicy: 'Local' }),
    });
    const endpoints = all.map((backend) => {
      const hint = hints(backend);
      return endpointOf(backend, { conditions: { ready: true }, ...(hint && { hints: hint }) });
    });
    const since = await writeEndpoints(stage, service, endpoints, check.signal);
    return { service, since };
  };
  /** Each backend is hinted to the other node, so that whoever follows hints can be told from whoever stays local. */
  const crossed = ({ node }: Backend) => forNode(node === near ? far : near);
  const [some, wrong, followed, local] = await Promise.all([
    hinted('one-hint', (backend) => (backend === away[0] ? forNode(near) : undefined)),
    hinted('hints-for-nowhere', () => nowhere),
    hinted('crossed-hints', crossed),
    hinted('crossed-hints-and-local', crossed, true),
  ]);
  const other = (node: string) => (node === near ? away : node === far ? home : all);
  const expected = (
    from: typeof fromOutside,
    { service, since }: typeof some,
    backends: (node: string) => readonly Backend[],
  ) =>
    from(stage, service)
      .filter(({ node }) => backends(node).length > 0)
      .map((way) => ({ ...way, of: stage.subject(service, backends(way.node)), since }));
  const ways = [
    ...[some, wrong].flatMap((each) => expected(fromPods, each, () => all)),
    ...[fromPods, fromOutside].flatMap((from) => expected(from, local, on)),
    // Where hints are never followed the rest says little; but only kube-proxy has to follow them.
    ...(stage.cluster.proxyMode === 'unknown' ? [] : expected(fromPods, followed, other)),
  ];
  const samplings = ways.map((way) => check.sample({ ...way, samples: SPREAD_SAMPLES, within: SERVICE_PROGRAMMED_MS }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
});
