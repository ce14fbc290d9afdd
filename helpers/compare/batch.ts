/** A batch of Services, made on both sides, and everything that is asked of them. */
import { isDeepStrictEqual } from 'node:util';
import type { V1Service } from '@kubernetes/client-node';
import type { World } from '../cluster/reference/pods/world.ts';
import { eventually, NotYet } from '../kube/eventually.ts';
import type { Client } from '../probe/probe.ts';
import { sideBySide } from '../scene/side-by-side.ts';
import { type Asked, askAll, askAlone } from './asked.ts';
import { type Expected, expectedOf } from './expected.ts';
import { clientOf, targetOf } from './place.ts';
import type { Case, ServicePlan } from './plan.ts';
import type { Difference } from './results.ts';
import { applyService, comparable, endpointsOf, labelPods, type Side } from './side.ts';

const AT_A_TIME = 8;
const SLICES_WITHIN_MS = 20_000;
const PROGRAMMED_WITHIN_MS = 30_000;

/** New connections where the reference cluster says that somebody answers. */
const TIMES = 4;

export interface Sides {
  readonly reference: Side;
  readonly world: World;
  readonly real: Side;
  /** The real cluster's client of a probe. */
  readonly clients: (from: Case['probe']['from'], at: number) => Client;
  readonly token: () => string;
  readonly signal: AbortSignal;
}

type Found = Omit<Difference, 'reason'>;

export interface BatchResult {
  readonly differences: readonly Found[];
  readonly expected: readonly string[];
  readonly agreedAlone: number;
  readonly broken: number;
}

interface Made {
  readonly name: string;
  readonly plan: ServicePlan;
  readonly reference: V1Service;
  readonly real: V1Service;
}

export async function runBatch(sides: Sides, batch: number, cases: readonly Case[]): Promise<BatchResult> {
  const plans = new Map(
    [...new Set(cases.map(({ service }) => service))].map((plan, index) => [`case-${batch}-${index}`, plan]),
  );
  const nameOf = new Map([...plans].map(([name, plan]) => [plan, name]));
  const first = new Map(cases.toReversed().map((each) => [each.service, each]));
  const differences: Found[] = [];
  const differ = (of: Found['of'], { index, service, probe }: Case, reference: unknown, real: unknown) =>
    differences.push({ index, of, service, probe, reference, real });

  await Promise.all([sides.reference, sides.real].map((side) => labelPods(side, plans, sides.signal)));
  const made = new Map<ServicePlan, Made>();
  await sideBySide([...plans], AT_A_TIME, async ([name, plan]) => {
    const [reference, real] = await Promise.all(
      [sides.reference, sides.real].map((side) => applyService(side, name, plan, sides.signal)),
    );
    const [case_] = [first.get(plan)];
    if (!reference || !real || !case_) throw new Error(`${name} was not made`);
    const [ours, theirs] = [comparable(reference), comparable(real)];
    if (!isDeepStrictEqual(ours, theirs)) differ('API', case_, ours, theirs);
    if (!reference.accepted || !real.accepted) return;
    made.set(plan, { name, plan, reference: reference.object as V1Service, real: real.object as V1Service });
  });
  for (const { name, plan } of made.values()) {
    const [ours, theirs] = await sameEndpoints(sides, name);
    const case_ = first.get(plan);
    if (case_ && !isDeepStrictEqual(ours, theirs)) differ('EndpointSlices', case_, ours, theirs);
  }
  await programmed(sides, batch);

  const asked = cases.flatMap((each) => {
    const service = made.get(each.service);
    return service && nameOf.has(each.service)
      ? [{ case: each, ...questionOf(sides, service, each, [...made.values()]) }]
      : [];
  });
  const ends = await askAll(
    sides.real,
    asked.map(({ ask }) => ask),
    sides.token,
  );
  const doubted = asked.flatMap((each, index) => (agrees(each.expected, ends[index] ?? []) ? [] : [each]));
  const again = await askAlone(
    sides.real,
    doubted.map(({ ask }) => ask),
    sides.token,
  );
  let broken = 0;
  let agreedAlone = 0;
  for (const [index, { case: case_, expected }] of doubted.entries()) {
    const seen = again[index] ?? [];
    if (seen.some((end) => end.startsWith('broken'))) broken += 1;
    else if (agrees(expected, seen)) agreedAlone += 1;
    else differ('probe', case_, expected, [...new Set(seen)]);
  }
  await sideBySide([...made.values()], AT_A_TIME, ({ name }) =>
    Promise.all(
      [sides.reference, sides.real].map(({ kube, namespace }) =>
        kube.core.deleteNamespacedService({ namespace, name }),
      ),
    ),
  );
  const kinds = [
    ...asked.map(({ expected }) => kindOf(expected)),
    ...cases.filter(({ service }) => !made.has(service)).map(() => 'rejected by the API server'),
  ];
  return { differences, expected: kinds, agreedAlone, broken };
}

/** Without who answers, and what it sees. */
function kindOf({ outcomes }: Expected): string {
  const kinds = outcomes.map((end) => (end.startsWith('answered') ? 'answered' : end));
  return [...new Set(kinds)].sort().join(' or ');
}

function questionOf(
  sides: Sides,
  { reference, real }: Made,
  { probe }: Case,
  all: readonly Made[],
): { ask: Asked; expected: Expected } {
  const [ours, theirs] = [clientOf(sides.reference, probe), clientOf(sides.real, probe)];
  const target = targetOf(sides.reference, reference, probe, nobodyAmong(all.map((each) => each.reference)));
  const expected = expectedOf(sides.world, sides.reference, ours, target);
  const isAnswered = expected.outcomes.some((end) => end.startsWith('answered'));
  const ask = {
    ...{ client: sides.clients(probe.from, probe.at), routed: theirs, times: isAnswered ? TIMES : 1 },
    target: targetOf(sides.real, real, probe, nobodyAmong(all.map((each) => each.real))),
  };
  return { ask, expected };
}

/** An address of the service range, far from where others are, that none of these Services has. */
function nobodyAmong(services: readonly V1Service[]): string {
  const held = new Set(services.flatMap(({ spec }) => spec?.clusterIPs ?? []));
  const [a, b, c] = (services[0]?.spec?.clusterIP ?? '').split('.').map(Number);
  const addresses = Array.from({ length: 254 }, (_, index) => `${a}.${b}.${(c ?? 0) | 15}.${254 - index}`);
  return addresses.find((address) => !held.has(address)) ?? '';
}

function agrees({ outcomes, sticks }: Expected, ends: readonly string[]): boolean {
  return ends.length > 0 && ends.every((end) => outcomes.includes(end)) && (!sticks || new Set(ends).size === 1);
}

/** The EndpointSlices of both sides, as soon as they are the same, or as they are in the end. */
async function sameEndpoints(sides: Sides, name: string): Promise<[string[], string[]]> {
  let last: [string[], string[]] = [[], []];
  const look = async () => {
    last = [await endpointsOf(sides.reference, name), await endpointsOf(sides.real, name)];
    if (!isDeepStrictEqual(last[0], last[1])) throw new NotYet('they differ');
  };
  await eventually(`EndpointSlices of ${name}`, look, { within: SLICES_WITHIN_MS, signal: sides.signal }).catch(
    () => {},
  );
  return last;
}

/** Waits until both sides serve a Service that was made after all others. */
async function programmed(sides: Sides, batch: number): Promise<void> {
  const name = `last-${batch}`;
  const plan: ServicePlan = {
    ...{ type: 'NodePort', publishNotReadyAddresses: false, ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }] },
    pods: ['ready-1'],
  };
  await Promise.all(
    [sides.reference, sides.real].map((side) => labelPods(side, new Map([[name, plan]]), sides.signal)),
  );
  const [reference, real] = await Promise.all(
    [sides.reference, sides.real].map((side) => applyService(side, name, plan, sides.signal)),
  );
  if (!reference?.accepted || !real?.accepted) throw new Error(`${name} was not made`);
  const made = { name, plan, reference: reference.object as V1Service, real: real.object as V1Service };
  const probes = [0, 1, 2].flatMap((at) =>
    (['pod', 'node'] as const).map((from) => ({ from, at, to: 'ClusterIP' as const, node: 0, port: 0, pod: 0 })),
  );
  const look = async () => {
    const asked = probes.map((probe) => questionOf(sides, made, { index: 0, service: plan, probe }, [made]));
    const ends = await askAll(
      sides.real,
      asked.map(({ ask }) => ask),
      sides.token,
    );
    const isLate = ends.some(
      (seen) => seen.length === 0 || !seen.every((end) => end.startsWith('answered by ready-1')),
    );
    if (isLate) throw new NotYet(`${name} ends as ${[...new Set(ends.flat())].join('; ')}`);
  };
  await eventually(`${name} served on every node`, look, { within: PROGRAMMED_WITHIN_MS, signal: sides.signal });
}
