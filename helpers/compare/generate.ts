/** Services and probes as fast-check draws them: the same seed gives the same ones. */
import fc from 'fast-check';
import {
  type Case,
  NODES,
  POD_KINDS,
  PODS,
  type PodPlan,
  type PortPlan,
  PROBES_OF_A_SERVICE,
  type ServicePlan,
  TARGETS,
} from './plan.ts';

/** Nobody listens there on a node. */
const PORTS = [80, 443, 5000, 5001, 8080, 9001];
/** Two that every pod listens on over both protocols, one over TCP alone, one that nobody listens on, and names. */
const TARGET_PORTS = [undefined, 9001, 9020, 7777, 'web', 'web', 'missing', 8080, 8080, 8080, 8080, 8080];

const optional = <T>(...values: readonly T[]) => fc.constantFrom(undefined, ...values);
const index = (count: number) => fc.nat(count - 1);

const port: fc.Arbitrary<PortPlan> = fc
  .record({
    protocol: fc.constantFrom('TCP' as const, 'TCP' as const, 'UDP' as const),
    port: fc.constantFrom(...PORTS),
    targetPort: fc.constantFrom(...TARGET_PORTS),
  })
  .map(({ targetPort, ...others }) => ({ ...others, ...(targetPort !== undefined && { targetPort }) }));

const named = (of: (pod: PodPlan) => boolean) =>
  fc.subarray(
    PODS.filter(of).map(({ name }) => name),
    { minLength: 1 },
  );

/** Any pods, those that are ready, those of one kind, those of one node, or none. */
const pods = fc.oneof(
  { weight: 6, arbitrary: named(() => true) },
  { weight: 4, arbitrary: named(({ kind }) => kind === 'ready' || kind === 'other') },
  { weight: 3, arbitrary: fc.constantFrom(...POD_KINDS).chain((kind) => named((pod) => pod.kind === kind)) },
  { weight: 3, arbitrary: index(NODES).chain((node) => named((pod) => pod.node === node)) },
  { weight: 1, arbitrary: fc.constant([]) },
);

const service: fc.Arbitrary<ServicePlan> = fc
  .record({
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'NodePort' as const),
    externalTrafficPolicy: optional('Cluster', 'Local', 'Local'),
    internalTrafficPolicy: optional('Cluster', 'Local'),
    affinitySeconds: fc.constantFrom(undefined, undefined, undefined, 1, 60, 10_800, 0),
    publishNotReadyAddresses: fc.boolean(),
    trafficDistribution: fc.constantFrom(undefined, undefined, undefined, 'PreferSameNode', 'PreferClose', 'Elsewhere'),
    ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: (each) => `${each.protocol} ${each.port}` }),
    pods,
    /** Most of what is drawn has to be taken by the API server. */
    isOdd: fc.constantFrom(false, false, false, false, false, false, false, true),
  })
  .map(({ isOdd, ...drawn }) => (isOdd ? drawn : accepted(drawn)))
  .map(
    (drawn) =>
      Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as unknown as ServicePlan,
  );

interface Drawn
  extends Omit<
    ServicePlan,
    'externalTrafficPolicy' | 'affinitySeconds' | 'trafficDistribution' | 'internalTrafficPolicy'
  > {
  readonly externalTrafficPolicy: string | undefined;
  readonly internalTrafficPolicy: string | undefined;
  readonly affinitySeconds: number | undefined;
  readonly trafficDistribution: string | undefined;
}

function accepted({ externalTrafficPolicy, affinitySeconds, trafficDistribution, ...others }: Drawn): Drawn {
  return {
    ...others,
    externalTrafficPolicy: others.type === 'NodePort' ? externalTrafficPolicy : undefined,
    affinitySeconds: affinitySeconds === 0 ? undefined : affinitySeconds,
    trafficDistribution: trafficDistribution === 'Elsewhere' ? undefined : trafficDistribution,
  };
}

const probe = fc.record({
  from: fc.constantFrom('pod' as const, 'node' as const, 'outside' as const),
  at: index(NODES),
  to: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('ClusterIP' as const, 'nodePort' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...TARGETS) },
  ),
  node: index(NODES),
  port: index(3),
  pod: index(PODS.length),
});

const draw = fc.record({
  service,
  probes: fc.array(probe, { minLength: PROBES_OF_A_SERVICE, maxLength: PROBES_OF_A_SERVICE }),
});

/** So many cases: the first ones of a seed are the same however many are wanted. */
export function casesOf(seed: number, count: number): Case[] {
  const draws = fc.sample(draw, { seed, numRuns: Math.ceil(count / PROBES_OF_A_SERVICE) });
  return draws
    .flatMap(({ service, probes }) => probes.map((probe) => ({ service, probe })))
    .slice(0, count)
    .map((each, index) => ({ index, ...each }));
}
