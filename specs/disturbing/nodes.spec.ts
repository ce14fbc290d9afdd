/** What a data plane does while a node is cut off, its rules are flushed, or the control plane is away. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../../helpers/bounds.ts';
import { flushRules, isolate } from '../../helpers/cluster/k3s/node-faults.ts';
import { nodeShell } from '../../helpers/cluster/k3s/node-shell.ts';
import { putBack } from '../../helpers/cluster/k3s/node-state.ts';
import { expect } from '../../helpers/expect/matchers/index.ts';
import { answeredBy } from '../../helpers/expect/probe-rules.ts';
import { requirement } from '../../helpers/expect/requirement.ts';
import { remove } from '../../helpers/kube/remove.ts';
import { samplesToSeeAll } from '../../helpers/probe/samples.ts';
import { nodeReady } from '../../helpers/scene/node-ready.ts';
import { quiet } from '../../helpers/scene/quiet.ts';
import { SHARED } from '../../helpers/scene/shared.ts';
import { slicesReady } from '../../helpers/scene/slices.ts';
import { scene } from '../../helpers/scene/stage.ts';
import { clusterIP, nodePorts } from '../../helpers/scene/targets.ts';
import { trafficFlows } from '../../helpers/scene/traffic-flows.ts';

const set = scene('nodes');

/** `node-monitor-grace-period`, by default 50 s, and what the controllers need then (pkg/controller/nodelifecycle). */
const DEATH_NOTICED_MS = 60_000;

/** The catalogue's bound for a node that is back. */
const NODE_BACK_MS = 60_000;

/** The whole life of a node's death: noticed, silent, mended, its rules as they were. */
const NODE_DEATH_MS = 300_000;

/** kube-proxy looks after its canary, or retries, every `syncPeriod` 30 s (pkg/util/iptables Monitor), and then programs what it has, in ms. */
const RULES_REPAIRED_MS = 30_000 + SERVICE_PROGRAMMED_MS;

/** The catalogue asks for 60 s; an outage of half that shows the same, since the node's leases go stale within 10 s. */
const CONTROL_PLANE_AWAY_MS = 30_000;

/** Slow enough that probes into the dark, each of 3 s, do not pile up. */
const SLOW_TRAFFIC_MS = 250;

/** Traffic that goes on for so long after everything is well shows that it stays so, in ms. */
const AFTERWARDS_MS = 5_000;

const DARK = {
  words: 'timeout or unroutable, as with any host that is off',
  outcomes: ['timeout', 'unroutable'],
} as const;

requirement(
  'BACKENDS-11',
  async (check) => {
    const stage = await set.stage();
    const backends = await stage.shared();
    const service = await stage.service({ name: stage.name('node-dies'), type: 'NodePort', selector: SHARED });
    const { outside, podOn } = stage.places;
    const dead = stage.cluster.nodes.at(-1);
    const doors = nodePorts(stage.cluster, service);
    const [door] = doors;
    if (!dead || !door || door.node === dead.name) throw new Error('no node besides the server can be cut off');
    const living = backends.filter(({ node }) => node !== dead.name);
    const of = stage.subject(service, backends);
    const reach = { client: outside, target: door, beside: podOn(door.node) };
    expect(await check.sample({ ...reach, of, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();

    await quiet(stage, [dead], check);
    await putBack([dead], async () => {
      await using cleanup = new AsyncDisposableStack();
      const traffic = cleanup.use(check.traffic({ ...reach, of, everyMs: SLOW_TRAFFIC_MS }));
      cleanup.use(await isolate(dead));
      const cut = traffic.mark(`node ${dead.name} was cut off`);
      const { at } = await slicesReady(
        stage.kube,
        service,
        living.map(({ address }) => address),
        check.signal,
      );
      traffic.mark('the slice says so', at);
      const since = { clock: 'endpoints', at } as const;
      const ofLiving = stage.subject(service, living);
      expect(
        await check.sample({ ...reach, of: ofLiving, within: ENDPOINTS_PROGRAMMED_MS, since }),
      ).toReachEveryBackend();
      await trafficFlows(check, AFTERWARDS_MS);
      expect(await traffic.stop()).toSettle(answeredBy(living), {
        after: cut,
        within: DEATH_NOTICED_MS + ENDPOINTS_PROGRAMMED_MS,
      });
      const silences = doors
        .filter(({ node }) => node === dead.name)
        .map((target) =>
          check.silence({ client: outside, target, control: door, of: ofLiving, within: 0, rule: DARK }),
        );
      for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
    });
    await nodeReady(stage.kube, dead, NODE_BACK_MS, check.signal);
    const back = await slicesReady(
      stage.kube,
      service,
      backends.map(({ address }) => address),
      check.signal,
    );
    const since = { clock: 'endpoints', at: back.at } as const;
    expect(await check.sample({ ...reach, of, within: ENDPOINTS_PROGRAMMED_MS, since })).toReachEveryBackend();
  },
  NODE_DEATH_MS,
);

requirement('PROXY-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const [server, ...workers] = stage.cluster.nodes;
  if (!server) throw new Error('the cluster has no server');
  const label = stage.name('worker');
  const onWorkers = await stage.backends(
    workers.map(({ name }, index) => ({ name: `${label}-${index}`, labels: { app: label }, node: name })),
    check.signal,
  );
  const service = await stage.service({ name: label, type: 'NodePort', selector: { app: label } });
  const of = stage.subject(service, onWorkers);
  const doors = nodePorts(stage.cluster, service).filter(({ node }) => node !== server.name);
  const { outside, podOn, pods } = stage.places;
  const reaches = doors.map((target) => ({ client: outside, target, of, beside: podOn(target.node) }));
  for (const reach of reaches) {
    expect(await check.sample({ ...reach, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
  }

  await using cleanup = new AsyncDisposableStack();
  const traffic = reaches.map((reach) => cleanup.use(check.traffic({ ...reach, everyMs: SLOW_TRAFFIC_MS })));
  const shell = nodeShell(server);
  await shell.pause();
  try {
    for (const each of traffic) each.mark('the control plane is paused');
    await trafficFlows(check, CONTROL_PLANE_AWAY_MS);
  } finally {
    await shell.unpause();
  }
  for (const each of traffic) each.mark('it goes on');
  check.note(`the control plane was away for ${CONTROL_PLANE_AWAY_MS / 1000} s`);
  const fresh = await stage.service({ name: stage.name('after'), selector: SHARED });
  const since = { clock: 'service', at: Date.now() } as const;
  const samplings = pods.map((client) =>
    check.sample({
      ...{ client, target: clusterIP(fresh), of: stage.subject(fresh, backends) },
      ...{ within: SERVICE_PROGRAMMED_MS, since },
    }),
  );
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});

requirement('PROXY-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('flushed'), type: 'NodePort', selector: SHARED });
  const node = stage.cluster.nodes.at(-1);
  const door = nodePorts(stage.cluster, service).find((each) => each.node === node?.name);
  if (!node || !door) throw new Error('the cluster has no node whose rules can be flushed');
  const of = stage.subject(service, backends);
  const { outside, podOn } = stage.places;
  const reaches = [
    { client: outside, target: door, of, beside: podOn(node.name) },
    { client: podOn(node.name), target: clusterIP(service), of },
  ];
  for (const reach of reaches) {
    expect(await check.sample({ ...reach, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
  }
  await using cleanup = new AsyncDisposableStack();
  const traffic = reaches.map((reach) => cleanup.use(check.traffic({ ...reach, everyMs: SLOW_TRAFFIC_MS })));
  await quiet(stage, [node], check);
  await putBack([node], async () => {
    await flushRules(node, stage.cluster);
    const flushed = traffic.map((each) => each.mark(`the proxy's rules on node ${node.name} were deleted`));
    // nftables looks at its table again at the next change only, or after an hour.
    const change = await stage.service({ name: stage.name('change'), selector: SHARED });
    // A whole sample has to be right before the one that is judged: that some answer again is not yet that all do.
    const whole = { samples: samplesToSeeAll(backends.length), within: RULES_REPAIRED_MS };
    const samplings = reaches.map((reach) => check.sample({ ...reach, ...whole }));
    for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();
    await remove(stage.kube, change, { signal: check.signal });
    await trafficFlows(check, AFTERWARDS_MS);
    for (const [index, each] of traffic.entries()) {
      const after = flushed[index];
      if (after) expect(await each.stop()).toSettle(answeredBy(backends), { after, within: RULES_REPAIRED_MS });
    }
  });
});

requirement('PROXY-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const node = stage.cluster.nodes.at(-1);
  if (!node) throw new Error('the cluster has no node');
  const staying = backends.filter((each) => each.node !== node.name);
  const label = stage.name('stays');
  const more = await stage.backends(
    staying.map(({ node: place }, index) => ({ name: `${label}-${index}`, labels: { app: label }, node: place })),
    check.signal,
  );
  const [first, ...others] = more;
  if (!first) throw new Error('no node besides the one that restarts has a backend');
  const service = await stage.service({ name: label, type: 'NodePort', selector: { app: label } });
  const [door] = nodePorts(stage.cluster, service).filter((each) => each.node === node.name);
  if (!door) throw new Error(`node ${node.name} has no address`);
  const { outside, podOn } = stage.places;
  const reach = { client: outside, target: door, within: SERVICE_PROGRAMMED_MS };
  const beside = podOn(first.node);
  expect(await check.sample({ ...reach, of: stage.subject(service, more), beside })).toReachEveryBackend();

  await nodeShell(node).restart(async () => {
    await stage.kube.core.deleteNamespacedPod({
      ...{ namespace: stage.namespace, name: first.name.slice(stage.namespace.length + 1), gracePeriodSeconds: 1 },
    });
  });
  const created = await stage.service({ name: stage.name('meanwhile'), type: 'NodePort', selector: { app: label } });
  const ofRest = stage.subject(service, others);
  check.note('in k3s kube-proxy lives in the node process, so the whole node was restarted');
  expect(await check.sample({ ...reach, of: ofRest, within: NODE_BACK_MS, beside })).toReachEveryBackend();
  const [fresh] = nodePorts(stage.cluster, created).filter((each) => each.node === node.name);
  if (!fresh) throw new Error(`node ${node.name} has no address`);
  const ofCreated = stage.subject(created, others);
  expect(
    await check.sample({ client: outside, target: fresh, of: ofCreated, within: NODE_BACK_MS, beside }),
  ).toReachEveryBackend();
});
