/** A nodePort, seen from inside and outside: which addresses it is open on, and when it closes. */
import { SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { CLOSED, type NegativeRule, REFUSED } from '../helpers/expect/negative-rule.ts';
import type { Sampling, Silence } from '../helpers/expect/observation.ts';
import { pairsOf } from '../helpers/expect/pairs.ts';
import { undeclaredPort } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { remove } from '../helpers/kube/remove.ts';
import { readRunContext } from '../helpers/run/context.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { lowNodePorts, takeFree } from '../helpers/scene/low-band.ts';
import { nodeAddresses } from '../helpers/scene/node-addresses.ts';
import { isNodePortAddress, isOpenOnLoopback } from '../helpers/scene/nodeport-addresses.ts';
import { proxyConfig } from '../helpers/scene/proxy-config.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, nodePorts, podIP, portOf } from '../helpers/scene/targets.ts';
import { fromOutside } from '../helpers/scene/ways.ts';
import { arriveWhole } from './long-answers.ts';

const set = scene('nodeport');

// Nobody is given a number of the low band who did not ask for it, so one that was freed is no other Service's at once.
const lowNodePort = lowNodePorts(readRunContext().cluster.nodePortRange, 'nodeport');

const LOOPBACKS = [
  { host: '127.0.0.1', family: 'IPv4' },
  { host: '::1', family: 'IPv6' },
] as const;

/** A port of loopback that nobody listens on. */
const LOOPBACK_CLOSED: NegativeRule = {
  words: 'refused, or unroutable where the node has no IPv6',
  outcomes: ['refused', 'unroutable'],
};

function judge(observed: Sampling | Silence): void {
  if (observed.kind === 'sampling') expect(observed).toReachEveryBackend();
  else expect(observed).toReachNobody();
}

requirement('NODEPORT-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('from-inside'), type: 'NodePort', selector: SHARED });
  const of = stage.subject(service, backends);
  const since = { clock: 'service', at: Date.now() } as const;
  const targets = nodePorts(stage.cluster, service);
  const pods = targets.map(({ node }) => stage.places.podOn(node));
  const nodes = targets.map(({ node }) => stage.places.nodeOn(node));
  const pairs = [pods, nodes].flatMap((clients) => pairsOf(clients, targets, stage.run.pairs));
  const samplings = await Promise.all(
    pairs.map((pair) => check.sample({ ...pair, of, within: SERVICE_PROGRAMMED_MS, since })),
  );
  for (const sampling of samplings) expect(sampling).toReachEveryBackend();
});

requirement('NODEPORT-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('addresses'), type: 'NodePort', selector: SHARED });
  const of = stage.subject(service, backends);
  const observed = nodePorts(stage.cluster, service).map(async (door) => {
    const { host: internalIP, node } = door;
    const config = await proxyConfig(stage.kube, stage.cluster, node, check.signal);
    const addresses = await nodeAddresses(stage, node, internalIP, check.signal);
    const internalIPs = stage.cluster.nodes.find(({ name }) => name === node)?.internalIPs ?? [];
    const isOpen = (host: string) => isNodePortAddress(host, config, internalIPs);
    const [open, closed] = [addresses.filter(isOpen), addresses.filter((host) => !isOpen(host))];
    const setting = `node ${node}, --nodeport-addresses ${config.nodePortAddresses.join() || 'not set'}`;
    if (addresses.length < 2) throw new Inconclusive(`${setting}: it has no second address to dial: give it one`);
    const [control] = open.map((host) => ({ ...door, host }));
    if (!control) throw new Inconclusive(`${setting}: no address is open, so there is no positive control`);
    check.note(`${setting}: open on ${open.join(', ')}; closed on ${closed.join(', ') || 'none'}`);
    const about = { client: stage.places.podOn(node), of };
    const samplings = await Promise.all(
      open.map((host) => check.sample({ ...about, target: { ...door, host }, within: SERVICE_PROGRAMMED_MS })),
    );
    const silences = await Promise.all(
      closed.map((host) => check.silence({ ...about, target: { ...door, host }, control, within: 0, rule: CLOSED })),
    );
    return [...samplings, ...silences];
  });
  for (const each of (await Promise.all(observed)).flat()) judge(each);
});

requirement('NODEPORT-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const ports = (['TCP', 'UDP'] as const).map((protocol) => ({
    ...{ name: protocol.toLowerCase(), protocol, port: SERVICE_PORT, targetPort: BACKEND_PORT },
  }));
  const service = await stage.service({ name: stage.name('loopback'), type: 'NodePort', selector: SHARED, ports });
  const of = stage.subject(service, backends);
  const controls = ports.flatMap(({ name, protocol }) =>
    nodePorts(stage.cluster, service, name).map((control) => ({ protocol, control })),
  );
  const observed = controls.map(async ({ protocol, control }) => {
    const client = stage.places.nodeOn(control.node);
    const config = await proxyConfig(stage.kube, stage.cluster, control.node, check.signal);
    const programmed = await check.sample({ client, target: control, of, within: SERVICE_PROGRAMMED_MS });
    const onLoopback = LOOPBACKS.map(({ host, family }) => {
      const about = { client, target: { ...control, host }, of };
      const served = service.spec?.ipFamilies?.includes(family) ?? false;
      const open = served && isOpenOnLoopback(host, protocol, stage.cluster, config);
      if (open) return check.sample({ ...about, within: SERVICE_PROGRAMMED_MS });
      return check.silence({ ...about, control, within: 0, rule: LOOPBACK_CLOSED });
    });
    return [programmed, ...(await Promise.all(onLoopback))];
  });
  for (const each of (await Promise.all(observed)).flat()) judge(each);
});

requirement('NODEPORT-4', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const type = 'NodePort';
  const tcp = await stage.service({ name: stage.name('tcp'), type, selector: SHARED });
  const ports = [{ protocol: 'UDP', port: SERVICE_PORT, targetPort: BACKEND_PORT }];
  const udp = await stage.service({ name: stage.name('udp'), type, selector: SHARED, ports });
  const of = stage.subject(tcp, backends);
  const within = SERVICE_PROGRAMMED_MS;
  const { nodePort = 0 } = portOf(tcp);
  const { pods, outside, podOn } = stage.places;
  const [tcpDoors, udpDoors] = [nodePorts(stage.cluster, tcp), nodePorts(stage.cluster, udp)];
  const doors = [...tcpDoors, ...udpDoors].map((target) => ({ client: outside, target, beside: podOn(target.node) }));
  const inside = pods.map((client) => ({ client, target: clusterIP(tcp) }));
  const open = await Promise.all([...doors, ...inside].map((each) => check.sample({ ...each, of, within })));
  for (const sampling of open) expect(sampling).toReachEveryBackend();

  const onClusterIP = inside.map(({ client, target: control }) =>
    check.silence({
      ...{ client, target: { ...control, port: nodePort }, control, of, within },
      rule: undeclaredPort(stage.cluster.proxyMode),
    }),
  );
  const onPodIP = pairsOf(pods, backends, stage.run.pairs).map(({ client, target: backend }) =>
    check.silence({
      ...{ client, target: podIP(backend, nodePort), control: podIP(backend), of, within: 0 },
      rule: REFUSED,
    }),
  );
  const overTheOther = tcpDoors.flatMap(({ protocol: _, ...tcpDoor }, index) => {
    const udpDoor = udpDoors[index];
    if (!udpDoor) throw new Error(`Service ${of.name} and its UDP twin have doors on different nodes`);
    const about = { client: outside, of, within: 0, rule: CLOSED, beside: podOn(tcpDoor.node) };
    const { protocol, ...overTCP } = udpDoor;
    return [
      check.silence({ ...about, target: { ...tcpDoor, protocol: 'UDP' }, control: udpDoor }),
      check.silence({ ...about, target: overTCP, control: tcpDoor }),
    ];
  });
  for (const silence of await Promise.all([...onClusterIP, ...onPodIP, ...overTheOther])) {
    expect(silence).toReachNobody();
  }
});

requirement('NODEPORT-5', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const [deleted, retyped, other] = await Promise.all(
    ['deleted', 'retyped', 'other'].map((each) => {
      const name = stage.name(each);
      return takeFree(() => {
        const ports = [{ port: SERVICE_PORT, targetPort: BACKEND_PORT, nodePort: lowNodePort() }];
        return stage.service({ name, type: 'NodePort', selector: SHARED, ports });
      });
    }),
  );
  if (!deleted || !retyped || !other) throw new Error('no Services were made');
  const client = stage.places.outside;
  const doors = [deleted, retyped, other].map((service) => nodePorts(stage.cluster, service));
  const open = doors.flat().map((target) =>
    check.sample({
      ...{ client, target, of: stage.subject(other, backends), within: SERVICE_PROGRAMMED_MS },
      beside: stage.places.podOn(target.node),
    }),
  );
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const ofRetyped = stage.subject(retyped, backends);
  const traffic = stage.places.pods.map((pod) =>
    cleanup.use(check.traffic({ client: pod, target: clusterIP(retyped), of: ofRetyped })),
  );
  await remove(stage.kube, deleted, { signal: check.signal });
  const deletedAt = Date.now();
  await updateService(stage.kube, retyped, ({ spec = {} }) => {
    spec.type = 'ClusterIP';
  });
  const retypedAt = Date.now();
  const closing = [
    { service: deleted, at: deletedAt },
    { service: retyped, at: retypedAt },
  ].flatMap(({ service, at }) =>
    nodePorts(stage.cluster, service).map((target, index) => {
      const control = nodePorts(stage.cluster, other)[index];
      if (!control) throw new Error(`no nodePort to compare with on node ${target.node}`);
      return check.silence({
        ...{ client, target, control, of: stage.subject(service, backends), within: SERVICE_PROGRAMMED_MS },
        ...{ rule: CLOSED, since: { clock: 'service', at } as const, beside: stage.places.podOn(target.node) },
      });
    }),
  );
  for (const silence of await Promise.all(closing)) expect(silence).toReachNobody();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});

requirement('NODEPORT-6', async (check) => arriveWhole(check, await set.stage(), 'NodePort', fromOutside));
