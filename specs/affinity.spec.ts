/** sessionAffinity ClientIP: who stays with whom, for how long, and what ends it. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { describeClient } from '../helpers/expect/describe.ts';
import { equal, type FieldRule, none } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { summarize } from '../helpers/probe/summary.ts';
import { MOVED, MOVED_AFTER_SILENCE } from '../helpers/report/failure-facts.ts';
import { AFFINITY_SAMPLES, sticksNow, stuckToAnother } from '../helpers/scene/affinity.ts';
import { choicesOf, longestPauseMs, manyPorts, moved } from '../helpers/scene/affinity-choices.ts';
import { roundsWithin, silentFor } from '../helpers/scene/affinity-rounds.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { setReady } from '../helpers/scene/backends.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { slicesReady } from '../helpers/scene/slices.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, nodePorts } from '../helpers/scene/targets.ts';
import { allUntil, sentSince, trafficUntil } from '../helpers/scene/traffic-until.ts';
import { staysWithOne } from './affinity-control.ts';

const set = scene('affinity');

const within = SERVICE_PROGRAMMED_MS;
const sessionAffinity = 'ClientIP';

/** A choice is one of a client, a node and a port: with three backends, so many are made anew and all fall as before with a chance of 3⁻²⁰. */
const PORTS = 20;

/** timeoutSeconds of AFFINITY-3, long enough for the pauses of a busy machine, with what shows that each connection renews it, and that it ends. */
const TIMEOUT_S = 12;
const CONNECT_EVERY_MS = 3_000;
const ROUNDS = 9;
const OVER_MS = 1_000;

/** More of the same would tell nothing new. */
const SHOWN = 4;

/** ipvs keeps a template for as long as connections made by it linger. */
const IPVS_LINGERS_MS = 130_000;

requirement('AFFINITY-1', async (check) => {
  const stage = await set.stage();
  const { pods, outside, podOn } = stage.places;
  await staysWithOne(check, stage, { name: 'sticky', type: 'NodePort' }, (service) => [
    ...pods.map((client) => ({ client, target: clusterIP(service) })),
    ...nodePorts(stage.cluster, service).map((target) => ({ client: outside, target, beside: podOn(target.node) })),
  ]);
});

requirement('AFFINITY-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('switched'), selector: SHARED });
  const about = stage.places.pods.map((client) => ({
    ...{ client, target: clusterIP(service), of: stage.subject(service, backends) },
  }));
  const before = await Promise.all(about.map((each) => check.sample({ ...each, within })));
  for (const sampling of before) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = about.map((each) => cleanup.use(check.traffic(each)));
  await updateService(stage.kube, service, ({ spec = {} }) => {
    spec.sessionAffinity = sessionAffinity;
  });
  const on = traffic.map((each) => each.mark('sessionAffinity ClientIP'));
  await Promise.all(
    traffic.map((each, n) => trafficUntil(each, sentSince(on[n]?.at ?? 0, sticksNow), within, check.signal)),
  );
  for (const [index, each] of traffic.entries()) {
    const after = on[index];
    const seen = await each.stop();
    if (after) expect(seen).toSettle(stuckToAnother(seen), { after, within, clock: 'service' });
  }

  await updateService(stage.kube, service, ({ spec = {} }) => {
    spec.sessionAffinity = 'None';
    delete spec.sessionAffinityConfig;
  });
  const since = { clock: 'service', at: Date.now() } as const;
  const off = await Promise.all(about.map((each) => check.sample({ ...each, within, since })));
  for (const sampling of off) expect(sampling).toReachEveryBackend();
});

const someMoved: FieldRule = { words: 'at least 1', holds: (value) => Array.isArray(value) && value.length > 0 };

requirement('AFFINITY-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({
    ...{ name: stage.name('timeout'), selector: SHARED, sessionAffinity, ports: manyPorts(PORTS) },
    sessionAffinityConfig: { clientIP: { timeoutSeconds: TIMEOUT_S } },
  });
  const targets = manyPorts(PORTS).map((port) => clusterIP(service, port));
  const of = stage.subject(service, backends);
  const { pods } = stage.places;
  const programmed = pods.map((client) => {
    const target = clusterIP(service);
    return check.sample({ client, target, of, within, samples: AFFINITY_SAMPLES, backends: 'any' });
  });
  for (const sampling of await Promise.all(programmed)) expect(sampling).toStickToOneBackend();

  const { nonce } = stage.run;
  const { signal } = check;
  const often = { nonce, count: ROUNDS, everyMs: CONNECT_EVERY_MS, timeoutMs: TIMEOUT_S * 1_000, signal };
  const lasted = await Promise.all(
    pods.map(async (client) => ({ client, rounds: await roundsWithin(client, targets, often) })),
  );
  const { proxyMode } = stage.cluster;
  const lingersMs = proxyMode === 'ipvs' || proxyMode === 'unknown' ? IPVS_LINGERS_MS : 0;
  const silenceMs = TIMEOUT_S * 1_000 + OVER_MS + lingersMs;
  await silentFor(silenceMs, signal);
  const after = await Promise.all(pods.map((client) => choicesOf(client, targets, nonce, signal)));

  for (const [index, { client, rounds }] of lasted.entries()) {
    const last = after[index] ?? [];
    const sent = [...rounds, last].flat();
    const fields = check.fields(
      `${PORTS} ports of ${of.name} with timeoutSeconds ${TIMEOUT_S}`,
      {
        unanswered: sent.filter(({ outcome }) => outcome !== 'answered').length,
        [MOVED]: rounds
          .slice(1)
          .flatMap((round, nth) => moved(rounds[nth] ?? [], round))
          .slice(0, SHOWN),
        [MOVED_AFTER_SILENCE]: moved(rounds.at(-1) ?? [], last),
      },
      client.repeat(clusterIP(service)),
    );
    Object.assign(fields.cell, { client: describeClient(client) }, summarize(sent));
    expect(fields).toHaveFields({ unanswered: equal(0), [MOVED]: none, [MOVED_AFTER_SILENCE]: someMoved });
    check.note(
      `node ${client.node}: ${ROUNDS} rounds over ${PORTS} ports, at most ${longestPauseMs(rounds)} ms apart; after ${silenceMs} ms of ` +
        `silence ${moved(rounds.at(-1) ?? [], last).length} of ${PORTS} ports moved, and none would by a chance of 3^-${PORTS}`,
    );
  }
});

requirement('AFFINITY-4', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('leaves') };
  const { nodes } = stage.cluster;
  const made = [1, 2, 3].map((number, index) => {
    const node = nodes[index % nodes.length]?.name;
    return { name: `${labels.app}-${number}`, labels, ...(node !== undefined && { node }) };
  });
  const backends = await stage.backends(made, check.signal);
  const ports = manyPorts(PORTS);
  const service = await stage.service({ name: labels.app, selector: labels, sessionAffinity, ports });
  const of = stage.subject(service, backends);
  const targets = ports.map((port) => clusterIP(service, port));
  const chosen = await Promise.all(
    stage.places.pods.map(async (client) => {
      const target = clusterIP(service);
      const sampling = await check.sample({ client, target, of, within, samples: AFFINITY_SAMPLES, backends: 'any' });
      expect(sampling).toStickToOneBackend();
      return { client, choices: await choicesOf(client, targets, stage.run.nonce, check.signal) };
    }),
  );
  const portsTo = (name: string) =>
    chosen.flatMap(({ client, choices }) => {
      const choice = choices.find(({ backend }) => backend === name);
      return choice ? [{ client, target: choice.request.target }] : [];
    });
  const leaving = backends.find(({ name }) => portsTo(name).length === chosen.length);
  if (!leaving) throw new Inconclusive(`no backend was chosen by every client at one of ${PORTS} ports: run it again`);

  await using cleanup = new AsyncDisposableStack();
  const traffic = portsTo(leaving.name).map((each) => cleanup.use(check.traffic({ ...each, of })));
  await setReady(stage.kube, leaving, false, check.signal);
  const stay = backends.filter((each) => each !== leaving).map(({ address }) => address);
  const { at } = await slicesReady(stage.kube, service, stay, check.signal);
  const marks = traffic.map((each) => each.mark(`${leaving.name} not ready in the EndpointSlice`, at));
  const isElsewhere = (results: Parameters<typeof sticksNow>[0]) =>
    sticksNow(results) && results.at(-1)?.backend !== leaving.name;
  await allUntil(traffic, sentSince(at, isElsewhere), ENDPOINTS_PROGRAMMED_MS, check.signal);
  for (const [index, each] of traffic.entries()) {
    const after = marks[index];
    const seen = await each.stop();
    if (!after) throw new Error('traffic without a mark');
    const settling = { after, within: ENDPOINTS_PROGRAMMED_MS, clock: 'endpoints' } as const;
    expect(seen).toSettle(stuckToAnother(seen, leaving.name), settling);
  }
});

requirement('AFFINITY-5', async (check) => {
  const stage = await set.stage();
  const ports = [{ protocol: 'UDP', port: SERVICE_PORT, targetPort: BACKEND_PORT }];
  await staysWithOne(check, stage, { name: 'udp', ports }, (service) =>
    stage.places.pods.map((client) => ({ client, target: clusterIP(service) })),
  );
});
