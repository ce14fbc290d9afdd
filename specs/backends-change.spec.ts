/** Backends that come and go: when the EndpointSlice says so, how long each node takes to follow, and what nobody must notice. */
import type { V1Service } from '@kubernetes/client-node';
import { ENDPOINTS_PROGRAMMED_MS, HOLD_MS, ROLLOUT_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Backend } from '../helpers/expect/backend.ts';
import { sameSet } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { answeredBy } from '../helpers/expect/probe-rules.ts';
import { unallocatedClusterIP } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { endpointSlices } from '../helpers/kube/endpoints.ts';
import { remove } from '../helpers/kube/remove.ts';
import type { ProbeResult } from '../helpers/probe/probe.ts';
import { samplesToSeeAll } from '../helpers/probe/samples.ts';
import { rollOut } from '../helpers/scene/backend-deployment.ts';
import { backendGone, deleteBackend, setReady } from '../helpers/scene/backends.ts';
import { forgotten } from '../helpers/scene/dying.ts';
import { flowsStart } from '../helpers/scene/flows.ts';
import { heldFor } from '../helpers/scene/held-for.ts';
import { relabel } from '../helpers/scene/relabel.ts';
import { slicesReady } from '../helpers/scene/slices.ts';
import { scene } from '../helpers/scene/stage.ts';
import { trafficUntil } from '../helpers/scene/traffic-until.ts';
import { fromPods } from '../helpers/scene/ways.ts';
import { fromInAndOut, reached, reachesNobody } from './backends-ways.ts';

const set = scene('backends-change');

const within = ENDPOINTS_PROGRAMMED_MS;

/** So many new connections show each of two backends, the one too that must not answer. */
const OF_TWO = samplesToSeeAll(2);

/** Six ways at once: five connections a second on each are enough to tell when a node followed. */
const SPARSE = { everyMs: 200 };

requirement('BACKENDS-2', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const labels = { app: stage.name('readiness') };
  const [leaves, stays] = await stage.backends(
    ['leaves', 'stays'].map((each) => ({ name: `${labels.app}-${each}`, labels })),
    check.signal,
  );
  if (!leaves || !stays) throw new Inconclusive('two pods were to be made: run it again');
  const service = await stage.service({ name: labels.app, type: 'NodePort', selector: labels });
  const of = stage.subject(service, [leaves, stays]);
  const ways = fromInAndOut(stage, service);
  await reached(check, ways, of);

  await using cleanup = new AsyncDisposableStack();
  const traffic = ways.map((way) => cleanup.use(check.traffic({ ...way, ...SPARSE, of })));
  await setReady(kube, leaves, false, check.signal);
  const unready = await slicesReady(kube, service, [stays.address], check.signal);
  const rule = answeredBy([stays]);
  const left = traffic.map(async (each) => {
    const after = each.mark('the EndpointSlice says that one is not ready', unready.at);
    await trafficUntil(each, heldFor(rule, HOLD_MS, unready.at), within + HOLD_MS, check.signal);
    return { after, seen: await each.stop() };
  });
  for (const { after, seen } of await Promise.all(left)) {
    expect(seen).toSettle(rule, { after, within, clock: 'endpoints' });
  }

  await setReady(kube, leaves, true, check.signal);
  const { at } = await slicesReady(kube, service, [leaves.address, stays.address], check.signal);
  await reached(check, ways, of, { within, since: { clock: 'endpoints', at } });
});

requirement('BACKENDS-4', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const labels = { app: stage.name('members') };
  const podsOf = (...names: string[]) =>
    stage.backends(
      names.map((each) => ({ name: `${labels.app}-${each}`, labels })),
      check.signal,
    );
  const first = await podsOf('a');
  const service = await stage.service({ name: labels.app, type: 'NodePort', selector: labels });
  const ways = fromInAndOut(stage, service);
  const membersAre = async (members: readonly Backend[], before: number) => {
    const rules = { ready: sameSet(members.map(({ address }) => address)) };
    const name = service.metadata?.name ?? '';
    let at = 0;
    // That the slices follow is part of what is promised here, so that it is judged, and not only waited for.
    const slices = await check.read({
      what: `the EndpointSlices of ${name}`,
      repeat: `kubectl -n ${stage.namespace} get endpointslices -l kubernetes.io/service-name=${name}`,
      read: async (signal) => {
        const rows = await endpointSlices(kube, stage.namespace, name, signal);
        at = Date.now();
        return { ready: rows.filter((row) => row.ready).map(({ address }) => address) };
      },
      ...{ rules, within: ROLLOUT_MS },
    });
    expect(slices).toHaveFields(rules);
    const samples = samplesToSeeAll(Math.max(members.length, before));
    const since = { clock: 'endpoints', at } as const;
    await reached(check, ways, stage.subject(service, members), { samples, within, since });
  };
  await membersAre(first, 1);
  const all = [...first, ...(await podsOf('b', 'c', 'd'))];
  await membersAre(all, 1);
  const [a, b, ...others] = all;
  if (!a || !b || others.length !== 2) throw new Inconclusive('four pods were to be made: run it again');
  await Promise.all(others.map((each) => deleteBackend(kube, each)));
  await membersAre([a, b], all.length);
  await relabel(kube, a, { app: null }, check.signal);
  await membersAre([b], 2);
  await relabel(kube, a, labels, check.signal);
  await membersAre([a, b], 1);
});

/** So long a connection has to go on after the change. */
const HELD_MS = 30_000;

/** So long after that the last answer may come, in ms. */
const LATE_ANSWER_MS = 5_000;

requirement('BACKENDS-5', async (check) => {
  const stage = await set.stage();
  const { kube, cluster } = stage;
  const labels = { app: stage.name('connected') };
  const [held, other] = await stage.backends(
    [
      { name: `${labels.app}-held`, labels: { ...labels, left: 'no', deleted: 'no' } },
      { name: `${labels.app}-other`, labels },
    ],
    check.signal,
  );
  if (!held || !other) throw new Inconclusive('two pods were to be made: run it again');
  const nodePort = { type: 'NodePort' };
  const left = await stage.service({ name: stage.name('left'), ...nodePort, selector: { ...labels, left: 'no' } });
  const deleted = await stage.service({
    name: stage.name('gone'),
    ...nodePort,
    selector: { ...labels, deleted: 'no' },
  });
  // What ipvs, and proxies that are not known, do to a connection whose Service goes is not promised.
  const survives = cluster.proxyMode !== 'ipvs' && cluster.proxyMode !== 'unknown';
  const services = survives ? [left, deleted] : [left];
  const ofHeld = (service: V1Service) => stage.subject(service, [held]);
  await Promise.all([left, deleted].map((each) => reached(check, fromInAndOut(stage, each), ofHeld(each))));

  await using cleanup = new AsyncDisposableStack();
  const flows = services.flatMap((service) => {
    const of = stage.subject(service, [held, other]);
    return fromInAndOut(stage, service).map((way) => cleanup.use(check.flow({ ...way, of })));
  });
  const byHeld = answeredBy([held]);
  await flowsStart(flows, byHeld, check.signal);
  await relabel(kube, other, { left: 'no' }, check.signal);
  await slicesReady(kube, left, [held.address, other.address], check.signal);
  await relabel(kube, held, { left: 'yes' }, check.signal);
  const { at } = await slicesReady(kube, left, [other.address], check.signal);
  await remove(kube, deleted, { signal: check.signal });
  const since = { clock: 'service', at: Date.now() } as const;
  for (const flow of flows) flow.mark('neither Service leads to it any more', since.at);

  const elsewhere = async () => {
    const options = { samples: OF_TWO, within, since: { clock: 'endpoints', at } as const };
    await reached(check, fromInAndOut(stage, left), stage.subject(left, [other]), options);
    const rule = unallocatedClusterIP(cluster.proxyMode);
    const closing = { of: ofHeld(deleted), rule, within: SERVICE_PROGRAMMED_MS, since };
    await reachesNobody(check, fromPods(stage, deleted), fromPods(stage, left), closing, kube);
  };
  const ended = flows.map(async (flow) => {
    // A last answer that is late may still come: a connection that is cut has none any more.
    const long = (results: readonly ProbeResult[]) =>
      results.slice(-1).some(byHeld.holds) && Date.now() - since.at > HELD_MS;
    await trafficUntil(flow, long, HELD_MS + LATE_ANSWER_MS, check.signal);
    return flow.stop();
  });
  const [seen] = await Promise.all([Promise.all(ended), elsewhere()]);
  for (const each of seen) expect(each).toStickToOneBackend();
  check.note(
    `${flows.length} connections held for ${HELD_MS / 1000} s after the change, one request a second; ` +
      (survives ? 'half of them through a Service that was deleted' : 'none through a Service that was deleted'),
  );
});

const ROLLOUTS = 3;

/** Before an old pod goes it serves on for so long: far longer than nodes usually take to follow. */
const PRE_STOP_SECONDS = 15;

/** Three ways from inside and three from outside: together 20 new connections a second, where the machine can. */
const MANY = { everyMs: 300 };

/** So long everything has to be well after the last old pod is gone, in ms. */
const AFTERWARDS_MS = 3_000;

requirement('BACKENDS-6', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const labels = { app: stage.name('updated') };
  const options = {
    ...{ name: labels.app, labels, replicas: 2 },
    ...{ preStopSeconds: PRE_STOP_SECONDS, graceSeconds: PRE_STOP_SECONDS + 5 },
  };
  const { deployment, backends } = await rollOut(stage, options, 0, check.signal);
  await using cleanup = new AsyncDisposableStack();
  const everyOne: Backend[] = [...backends];
  cleanup.defer(async () => forgotten(kube, everyOne)[Symbol.asyncDispose]());
  cleanup.defer(() => remove(kube, deployment));
  const service = await stage.service({ name: labels.app, type: 'NodePort', selector: labels });
  // Who else may answer is known only once they are there.
  const of = stage.subject(service, everyOne);
  const ways = fromInAndOut(stage, service);
  await reached(check, ways, of);

  const traffic = ways.map((way) => cleanup.use(check.traffic({ ...way, ...MANY, of })));
  let present = backends;
  for (let rollout = 1; rollout <= ROLLOUTS; rollout += 1) {
    for (const each of traffic) each.mark(`rollout ${rollout}`);
    present = (await rollOut(stage, options, rollout, check.signal)).backends;
    everyOne.push(...present);
  }
  const old = everyOne.filter((each) => !present.includes(each));
  if (old.length !== ROLLOUTS * options.replicas)
    throw new Inconclusive(`${old.length} pods were replaced: run it again`);
  await Promise.all(old.map((each) => backendGone(kube, each, check.signal)));
  const goneAt = Date.now();
  const byPresent = answeredBy(present);
  const ended = traffic.map(async (each) => {
    each.mark('every old pod is gone', goneAt);
    await trafficUntil(each, heldFor(byPresent, AFTERWARDS_MS, goneAt), within, check.signal);
    return each.stop();
  });
  const seen = await Promise.all(ended);
  for (const each of seen) expect(each).toBeAnsweredThroughout();
  const connections = seen.reduce((sum, { results }) => sum + results.length, 0);
  check.note(
    `${ROLLOUTS} rollouts one after another, preStop sleep ${PRE_STOP_SECONDS} s, ${connections} new connections`,
  );
});
