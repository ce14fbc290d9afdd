/** What the facts of a failure say of each way from a place to a target, and so of each node. */
import type { FailureFacts, LookFacts, ObservationFacts, PlaceFacts, TargetFacts } from '../failure-facts.ts';
import type { OutcomeCounts } from '../results.ts';
import { astray, sound } from './astray.ts';
import { allGood, noneGood, type Share, shareOf } from './shares.ts';
import { unreachedPods } from './unreached-pods.ts';
import type { Listed } from './usable.ts';
import { familyOf } from './words.ts';

/** Probes from one place to one target, and how many of them ended as they had to. */
export interface Way {
  readonly from: PlaceFacts;
  readonly to: TargetFacts;
  /** The node that routes it: the one that is dialled at a nodePort, else the client's own. */
  readonly router: string | null;
  readonly wanted: 'answer' | 'silence';
  /** Without those that could not be made. */
  readonly probes: number;
  readonly good: number;
  /** Those that were answered, whether they had to be or not. */
  readonly answered: number;
  /** Why the others did not, in the probe's words. */
  readonly words: readonly string[];
}

/** Nodes by what came of the ways that they route. */
export interface NodeStates {
  readonly works: readonly string[];
  readonly fails: readonly string[];
  readonly sometimes: readonly string[];
}

type Observed = Pick<FailureFacts, 'observations' | 'looks'>;

/** The ways of which it is known what had to come. Continuous traffic is none: what had to come changed on its way. */
export function waysOf({ observations, looks }: Observed): Way[] {
  return [...observations.flatMap(ofObservation), ...looks.flatMap(ofLook)].filter(({ probes }) => probes > 0);
}

/** Ways to one kind of door of which it is known what node routes them. Names may lead elsewhere. */
export function doorWays(ways: readonly Way[], kind: 'nodePort' | 'ClusterIP', wanted: Way['wanted']): Way[] {
  const kinds = kind === 'nodePort' ? ['nodePort', 'node IP'] : ['ClusterIP'];
  return ways.filter((way) => way.router !== null && way.wanted === wanted && kinds.includes(way.to.kind));
}

/** By kind of door: nodePorts by the node that is dialled, ClusterIPs by the node that the client is on. */
export function nodeStates(ways: readonly Way[], kind: 'nodePort' | 'ClusterIP', wanted: Way['wanted']): NodeStates {
  const all = doorWays(ways, kind, wanted);
  const fails = nodesWhere(all, (share) => noneGood(share));
  // What leaves a node that fails may have been lost there, whichever node it was for.
  const others = all.filter(({ from, router }) => !fails.includes(router ?? '') && !fails.includes(from.node ?? ''));
  return { works: nodesWhere(others, allGood), fails, sometimes: nodesWhere(others, (share) => !allGood(share)) };
}

/** Ways past the Service to its pods, over the IP families by which the doors were asked (a name may mean either): the other family's way says nothing of this one's. */
export function directWays(ways: readonly Way[], doors: readonly Way[]): Way[] {
  const families = new Set(doors.map(({ to }) => familyOf(to.host)));
  return ways.filter(
    ({ to, wanted }) =>
      to.kind === 'pod IP' && wanted === 'answer' && (families.has(undefined) || families.has(familyOf(to.host))),
  );
}

function nodesWhere(ways: readonly Way[], is: (share: Share) => boolean): string[] {
  const nodes = new Set(ways.flatMap(({ router }) => router ?? []));
  return [...nodes].filter((node) => is(shareOf(ways.filter(({ router }) => router === node))));
}

/** Nodes that fail at a kind of door where others work, that lead to pods that must not answer, or whose pods are not reached, each with one that does better; a node appears once. */
export function suspects(facts: Observed & Listed): { failing: string; working: string }[] {
  const ways = waysOf(facts);
  const found = new Map(unreachedPods(ways).map(({ node, reached }) => [node, reached]));
  const [better] = sound(facts);
  if (better !== undefined) for (const { node } of astray(facts)) found.set(node, better);
  for (const wanted of ['answer', 'silence'] as const) {
    for (const kind of ['nodePort', 'ClusterIP'] as const) {
      const { fails, sometimes, works } = nodeStates(ways, kind, wanted);
      const bad = works.length > 0 ? [...fails, ...sometimes] : fails;
      const other = (works.length > 0 ? works : sometimes).find((node) => !found.has(node));
      for (const failing of bad) if (other !== undefined && !found.has(failing)) found.set(failing, other);
    }
  }
  return [...found].map(([failing, working]) => ({ failing, working }));
}

function ofObservation({ kind, from, to, outcomes, control, asExpected }: ObservationFacts): Way[] {
  if (kind === 'continuity') return [];
  const probes = made(outcomes);
  const answered = outcomes.answered ?? 0;
  const words = otherWords(outcomes);
  if (kind === 'sampling') return [{ ...way(from, to), wanted: 'answer', probes, good: answered, answered, words }];
  const silent = asExpected ? probes : answered > 0 ? probes - answered : 0;
  const controlled: Way[] = control
    ? [
        {
          ...{ ...way(from, control.to), wanted: 'answer', probes: made(control.outcomes) },
          ...{ good: control.outcomes.answered ?? 0, answered: control.outcomes.answered ?? 0 },
          words: otherWords(control.outcomes),
        },
      ]
    : [];
  return [{ ...way(from, to), wanted: 'silence', probes, good: silent, answered, words }, ...controlled];
}

function ofLook({ from, to, wanted, outcome, detail }: LookFacts): Way[] {
  if (wanted === 'either' || outcome === 'broken') return [];
  const good = (outcome === 'answered') === (wanted === 'answer') ? 1 : 0;
  return [
    {
      ...way(from, to),
      wanted,
      probes: 1,
      good,
      answered: outcome === 'answered' ? 1 : 0,
      words: good ? [] : [detail || outcome],
    },
  ];
}

function way(from: PlaceFacts, to: TargetFacts): Pick<Way, 'from' | 'to' | 'router'> {
  const dialled = to.kind === 'nodePort' || to.kind === 'node IP';
  return { from, to, router: dialled ? to.node : from.node };
}

function made({ broken = 0, ...outcomes }: OutcomeCounts): number {
  void broken;
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

function otherWords({ answered, broken, ...outcomes }: OutcomeCounts): string[] {
  void [answered, broken];
  return Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
}
