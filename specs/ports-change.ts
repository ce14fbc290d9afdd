/** PORTS-4: ports and targetPorts are added, removed and changed while traffic flows. */
import { ENDPOINTS_PROGRAMMED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Check } from '../helpers/expect/check.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { answeredBy, onServerPort } from '../helpers/expect/probe-rules.ts';
import { besideOpen, clusterIPDoors, type Door } from '../helpers/scene/doors.ts';
import { allOf, flowsFollow, flowsStart } from '../helpers/scene/flows.ts';
import { lowNodePorts, takeFree } from '../helpers/scene/low-band.ts';
import { updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { slicesSay } from '../helpers/scene/slices.ts';
import type { Stage } from '../helpers/scene/stage.ts';
import { closedAt, doorsOf } from './ports-doors.ts';

/** Beside everything else that is sent at the same time. */
const KEPT_EVERY_MS = 250;

const within = SERVICE_PROGRAMMED_MS;

/** One change of a live Service, seen by a pod on each node and through each nodePort, while traffic goes on. */
export async function portsChange(check: Check, stage: Stage): Promise<void> {
  const backends = await stage.shared();
  const name = stage.name('live');
  const lowNodePort = lowNodePorts(stage.cluster.nodePortRange, 'ports');
  const service = await takeFree(() => {
    const ports = [
      // Nobody is given a number of the low band who did not ask for it, so this one stays free when it is.
      { name: 'removed', port: 8001, targetPort: 9001, nodePort: lowNodePort() },
      { name: 'changed', port: 8002, targetPort: 9002 },
      { name: 'kept', port: 8004, targetPort: 9004 },
      { name: 'udp', protocol: 'UDP', port: 8005, targetPort: 9005 },
    ];
    return stage.service({ name, type: 'NodePort', selector: SHARED, ports });
  });
  const of = stage.subject(service, backends);
  const reach = async (doors: readonly Door[], targetPort: number, at: number) => {
    const since = { clock: 'service', at } as const;
    const until = onServerPort(targetPort).holds;
    const samplings = doors.map((door) => check.sample({ ...door, of, within, until, since }));
    for (const sampling of await Promise.all(samplings)) {
      expect(sampling).toReachEveryBackend();
      expect(sampling).toBeAnsweredWith(onServerPort(targetPort));
    }
  };
  const createdAt = Date.now();
  const kept = doorsOf(stage, service, 'kept');
  await Promise.all([reach(doorsOf(stage, service, 'removed'), 9001, createdAt), reach(kept, 9004, createdAt)]);

  await using cleanup = new AsyncDisposableStack();
  const traffic = clusterIPDoors(stage, service, 'kept').map((door) =>
    cleanup.use(check.traffic({ ...door, of, everyMs: KEPT_EVERY_MS })),
  );
  const flows = doorsOf(stage, service, 'udp').map((door) => cleanup.use(check.flow({ ...door, of })));
  await flowsStart(flows, onServerPort(9005), check.signal);

  const changed = await updateService(stage.kube, service, ({ spec = {} }) => {
    const moved: Record<string, number> = { changed: 9003, udp: 9006 };
    const stay = (spec.ports ?? []).filter(({ name }) => name !== 'removed');
    spec.ports = [
      ...stay.map((port) => ({ ...port, targetPort: moved[port.name ?? ''] ?? port.targetPort ?? port.port })),
      { name: 'added', port: 8003, targetPort: 9007 },
    ];
  });
  const changedAt = Date.now();
  const since = { clock: 'service', at: changedAt } as const;
  const closed = besideOpen(doorsOf(stage, service, 'removed'), kept).map((door) =>
    check.silence({ ...door, of, within, rule: closedAt(stage, door), since }),
  );
  const moving = async () => {
    const { at } = await slicesSay(
      ...([stage.kube, service, 'port 9006/UDP in each'] as const),
      (rows) => rows.length > 0 && rows.every(({ ports }) => ports.includes('udp 9006/UDP')),
      check.signal,
    );
    const rule = allOf(answeredBy(backends), onServerPort(9006));
    const text = 'targetPort 9006 in the EndpointSlices';
    for (const { seen, after } of await flowsFollow(flows, rule, { text, at }, check.signal)) {
      expect(seen).toSettle(rule, { after, within: ENDPOINTS_PROGRAMMED_MS, clock: 'endpoints' });
    }
  };
  const [silences] = await Promise.all([
    Promise.all(closed),
    reach(doorsOf(stage, changed, 'changed'), 9003, changedAt),
    reach(doorsOf(stage, changed, 'added'), 9007, changedAt),
    moving(),
  ]);
  for (const silence of silences) expect(silence).toReachNobody();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
}
