/** The ports of a Service: which number leads where, and how they change while traffic flows. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { equal, type FieldRule } from '../helpers/expect/field-rules.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { onServerPort } from '../helpers/expect/probe-rules.ts';
import { withoutEndpoints } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { besideOpen, clusterIPDoors } from '../helpers/scene/doors.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { sidecarBackend } from '../helpers/scene/sidecar-backend.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP } from '../helpers/scene/targets.ts';
import { portsChange } from './ports-change.ts';
import { closedAt, doorsOf } from './ports-doors.ts';

const set = scene('ports');

const within = SERVICE_PROGRAMMED_MS;

/** Six streams of datagrams run side by side, and each datagram costs its client a few processes. */
const UDP_EVERY_MS = 500;

function otherThan(number: number | undefined): FieldRule {
  return { words: `a number other than ${number}`, holds: (value) => typeof value === 'number' && value !== number };
}

requirement('PORTS-1', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const ports = [
    { name: 'first', port: 8001, targetPort: 9001 },
    { name: 'second', port: 8002, targetPort: 9002 },
    { name: 'same', port: 9003 },
  ];
  const service = await stage.service({ name: stage.name('many'), type: 'NodePort', selector: SHARED, ports });
  const observed = ports.map(async ({ name, port, targetPort = port }) => {
    const of = stage.subject(service, backends, targetPort);
    const rule = onServerPort(targetPort);
    // A nodePort may have been another Service's to the same backends: until it is programmed that one answers.
    const samplings = await Promise.all(
      doorsOf(stage, service, name).map((door) => check.sample({ ...door, of, within, until: rule.holds })),
    );
    for (const sampling of samplings) {
      expect(sampling).toReachEveryBackend();
      expect(sampling).toBeAnsweredWith(rule);
    }
  });
  await Promise.all(observed);
});

requirement('PORTS-2', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('named') };
  const name = 'web';
  const [[first, second], third] = await Promise.all([
    stage.backends(
      [9001, 9002].map((containerPort) => ({
        ...{ name: `${labels.app}-${containerPort}`, labels, ports: [{ name, containerPort }] },
      })),
      check.signal,
    ),
    sidecarBackend(stage, { name: `${labels.app}-sidecar`, labels }, [{ name, containerPort: 9003 }], check.signal),
  ]);
  if (!first || !second) throw new Error('no pods were made');
  const service = await stage.service({
    ...{ name: labels.app, selector: labels, ports: [{ port: SERVICE_PORT, targetPort: name }] },
  });
  const called = new Map([first, second, third].map((backend, index) => [backend.name, 9001 + index]));
  const of = stage.subject(service, [first, second, third]);
  const samplings = stage.places.pods.map((client) => check.sample({ client, target: clusterIP(service), of, within }));
  for (const sampling of await Promise.all(samplings)) {
    expect(sampling).toReachEveryBackend();
    expect(sampling).toBeAnsweredWith({
      words: `each pod on the port that it calls "${name}": ${[...called].map((each) => each.join(' on ')).join(', ')}`,
      holds: ({ backend = '', seen }) => seen !== undefined && seen.serverPort === called.get(backend),
    });
  }
});

requirement('PORTS-3', async (check) => {
  const stage = await set.stage();
  const labels = { app: stage.name('misnamed') };
  const declared = [{ name: 'web', containerPort: BACKEND_PORT, protocol: 'TCP' }];
  const backends = await stage.backends([{ name: labels.app, labels, ports: declared }], check.signal);
  const service = await stage.service({
    ...{ name: labels.app, selector: labels },
    ports: [
      { name: 'good', port: SERVICE_PORT, targetPort: 'web' },
      { name: 'good-udp', protocol: 'UDP', port: SERVICE_PORT + 1, targetPort: BACKEND_PORT },
      { name: 'missing', port: SERVICE_PORT + 2, targetPort: 'nowhere' },
      { name: 'other-protocol', protocol: 'UDP', port: SERVICE_PORT + 3, targetPort: 'web' },
    ],
  });
  const of = stage.subject(service, backends);
  const open = ['good', 'good-udp'].flatMap((port) => clusterIPDoors(stage, service, port));
  const samplings = open.map((door) => check.sample({ ...door, of, within }));
  for (const sampling of await Promise.all(samplings)) expect(sampling).toReachEveryBackend();

  const rule = withoutEndpoints(stage.cluster.proxyMode);
  const bad = ['missing', 'other-protocol'].flatMap((port) => clusterIPDoors(stage, service, port));
  const silences = besideOpen(bad, open).map((door) =>
    check.silence({ ...door, of, within: ENDPOINTS_PROGRAMMED_MS, rule }),
  );
  for (const silence of await Promise.all(silences)) expect(silence).toReachNobody();
});

requirement('PORTS-4', async (check) => portsChange(check, await set.stage()));

requirement('PORTS-5', async (check) => {
  const stage = await set.stage();
  const backends = await stage.shared();
  const name = stage.name('both');
  const ports = (['TCP', 'UDP'] as const).map((protocol) => ({
    ...{ name: protocol.toLowerCase(), protocol, port: 8053, targetPort: BACKEND_PORT },
  }));
  const service = await stage.service({ name, type: 'NodePort', selector: SHARED, ports });
  const [tcp, udp] = service.spec?.ports ?? [];
  const show = `kubectl -n ${service.metadata?.namespace} get service ${name} -o yaml`;
  expect(check.fields(`Service ${name}, created with one number for both protocols`, service, show)).toHaveFields({
    'spec.ports.0.nodePort': equal(udp?.nodePort),
    'spec.ports.1.nodePort': equal(tcp?.nodePort),
  });
  const other = await stage.service({ name: stage.name('other'), type: 'NodePort', selector: SHARED });
  const of = stage.subject(service, backends);
  const tcpDoors = doorsOf(stage, service, 'tcp');
  const udpDoors = doorsOf(stage, service, 'udp');
  const otherDoors = doorsOf(stage, other);
  const open = [...tcpDoors, ...udpDoors, ...otherDoors].map((door) => check.sample({ ...door, of, within }));
  for (const sampling of await Promise.all(open)) expect(sampling).toReachEveryBackend();

  await using cleanup = new AsyncDisposableStack();
  const traffic = udpDoors.map((door) => cleanup.use(check.traffic({ ...door, of, everyMs: UDP_EVERY_MS })));
  const alone = await updateService(stage.kube, service, ({ spec = {} }) => {
    spec.ports = (spec.ports ?? []).filter(({ protocol }) => protocol === 'UDP');
  });
  const since = { clock: 'service', at: Date.now() } as const;
  const closed = besideOpen(tcpDoors, otherDoors).map((door) =>
    check.silence({ ...door, of, within, rule: closedAt(stage, door), since }),
  );
  for (const silence of await Promise.all(closed)) expect(silence).toReachNobody();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();

  const again = await updateService(stage.kube, alone, ({ spec = {} }) => {
    spec.ports = [...(spec.ports ?? []), ...ports.filter(({ protocol }) => protocol === 'TCP')];
  });
  expect(check.fields(`Service ${name}, with the TCP port added later`, again, show)).toHaveFields({
    'spec.ports.0.nodePort': equal(udp?.nodePort),
    'spec.ports.1.nodePort': otherThan(udp?.nodePort),
  });
});
