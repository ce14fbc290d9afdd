/** Whose address a backend sees, by the way that its client took. */
import { SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { SEEN_AS_SENT, seenFrom } from '../helpers/expect/probe-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { seenFromNode } from '../helpers/scene/node-address.ts';
import { proxyConfig } from '../helpers/scene/proxy-config.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, nodePorts } from '../helpers/scene/targets.ts';

const set = scene('source');

const within = SERVICE_PROGRAMMED_MS;

requirement('SOURCE-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('pod-to-cluster-ip'), selector: SHARED });
  const of = stage.subject(service, backends);
  const samplings = stage.places.pods.map(async (client) => {
    const { masqueradeAll } = await proxyConfig(stage.kube, stage.cluster, client.node ?? '', check.signal);
    if (masqueradeAll)
      throw new Inconclusive(`kube-proxy on node ${client.node} runs with --masquerade-all: leave it out`);
    return { client, sampling: await check.sample({ client, target: clusterIP(service), of, within }) };
  });
  for (const { client, sampling } of await Promise.all(samplings)) {
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith(seenFrom("the client pod's own address", [client.address ?? '']));
  }
});

requirement('SOURCE-2', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const name = stage.name('outside-cluster');
  const service = await stage.service({ name, type: 'NodePort', externalTrafficPolicy: 'Cluster', selector: SHARED });
  const of = stage.subject(service, backends);
  const { outside: client, podOn, pods } = stage.places;
  const podAddresses = [...backends, ...pods].map(({ address }) => address);
  const isKubeProxy = stage.cluster.proxyMode !== 'unknown';
  const samplings = nodePorts(stage.cluster, service).map(async (target) => {
    const rule = await seenFromNode(stage.kube, target.node, podAddresses);
    const until = isKubeProxy ? { until: rule.holds } : {};
    return { rule, sampling: await check.sample({ client, target, of, within, ...until, beside: podOn(target.node) }) };
  });
  // What answers a TCP connection answers from the address that was dialled.
  for (const { sampling, rule } of await Promise.all(samplings)) {
    expect(sampling).toReachEveryBackend();
    if (isKubeProxy) expect(sampling).toBeAnsweredWith(rule);
  }
  if (!isKubeProxy) {
    check.note(
      'whose address the backends see was not judged: that is a promise of kube-proxy, and the proxy is not known',
    );
  }
});

requirement('SOURCE-3', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const name = stage.name('outside-local');
  const service = await stage.service({ name, type: 'NodePort', externalTrafficPolicy: 'Local', selector: SHARED });
  const { outside: client, podOn } = stage.places;
  const doors = nodePorts(stage.cluster, service)
    .map((target) => ({ target, local: backends.filter(({ node }) => node === target.node) }))
    .filter(({ local }) => local.length > 0);
  if (doors.length === 0) throw new Inconclusive('no node has a backend: look at where the shared pods run');
  const until = SEEN_AS_SENT.holds;
  const samplings = doors.map(({ target, local }) =>
    check.sample({ client, target, of: stage.subject(service, local), within, until, beside: podOn(target.node) }),
  );
  for (const sampling of await Promise.all(samplings)) {
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith(SEEN_AS_SENT);
  }
});

requirement('SOURCE-4', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const policies = ['Cluster', 'Local'] as const;
  const services = await Promise.all(
    policies.map((externalTrafficPolicy) => {
      const name = stage.name(`inside-${externalTrafficPolicy.toLowerCase()}`);
      return stage.service({ name, type: 'NodePort', externalTrafficPolicy, selector: SHARED });
    }),
  );
  const { podOn, nodeOn, pods } = stage.places;
  const podAddresses = [...backends, ...pods].map(({ address }) => address);
  const paths = services.flatMap((service, index) =>
    nodePorts(stage.cluster, service).map(async (door) => {
      const { detectsLocal } = await proxyConfig(stage.kube, stage.cluster, door.node, check.signal);
      if (!detectsLocal)
        throw new Inconclusive(`kube-proxy on node ${door.node} can't tell local pods: set --cluster-cidr`);
      const keepsPod = policies[index] === 'Local';
      // ipvs hands traffic for a door with policy Local to local backends wherever there are some.
      const near = keepsPod && stage.cluster.proxyMode === 'ipvs';
      const local = backends.filter(({ node }) => node === door.node);
      const all = stage.subject(service, backends);
      const atDoor = near && local.length > 0 ? stage.subject(service, local) : all;
      const [pod, node] = [podOn(door.node), nodeOn(door.node)];
      const own = await seenFromNode(stage.kube, door.node, podAddresses);
      const asPod = keepsPod ? seenFrom("the client pod's own address", [pod.address ?? '']) : own;
      return Promise.all(
        [
          { client: pod, target: door, of: atDoor, rule: asPod },
          { client: node, target: door, of: atDoor, rule: own },
          { client: node, target: clusterIP(service), of: all, rule: own },
        ].map(async ({ rule, ...about }) => {
          return { rule, sampling: await check.sample({ ...about, within, until: rule.holds }) };
        }),
      );
    }),
  );
  for (const { sampling, rule } of (await Promise.all(paths)).flat()) {
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith(rule);
  }
});
