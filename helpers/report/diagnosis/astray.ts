import type { FailureFacts, LookFacts } from '../failure-facts.ts';
import { isUsable, type Listed } from './usable.ts';

/** A node that led to a pod that no EndpointSlice lists as usable. */
export interface Astray {
  readonly node: string;
  readonly pod: string;
  readonly service: string;
  /** So many answers of that pod, among so many that this node led to anybody. */
  readonly count: number;
  readonly answers: number;
}

type Looked = Listed & Pick<FailureFacts, 'looks'>;

export function astray(facts: Looked): Astray[] {
  const answered = facts.looks.filter((look) => isJudged(look, facts));
  const found = new Map<string, Astray>();
  for (const look of answered) {
    const [node, pod, service] = [routerOf(look), look.backend ?? '', look.to.service ?? ''];
    if (node === null || isUsable(facts, service, (endpoint) => endpoint.pod === pod)) continue;
    const answers = answered.filter((each) => routerOf(each) === node).length;
    const count = (found.get(`${node} ${pod}`)?.count ?? 0) + 1;
    found.set(`${node} ${pod}`, { node, pod, service, count, answers });
  }
  return [...found.values()];
}

/** Nodes that led to usable pods only. */
export function sound(facts: Looked): string[] {
  const gone = new Set(astray(facts).map(({ node }) => node));
  const all = facts.looks.filter((look) => isJudged(look, facts)).flatMap((look) => routerOf(look) ?? []);
  return [...new Set(all)].filter((node) => !gone.has(node));
}

/** Answered through a Service all of whose endpoints are pods, so that it is known which of them may answer. */
function isJudged({ to, backend, wanted }: LookFacts, { endpoints, services }: Looked): boolean {
  const own = endpoints.filter(({ service }) => service === to.service);
  const isKnown =
    services.some(({ name, exists }) => exists && name === to.service) && own.every(({ pod }) => pod !== null);
  return backend !== null && to.kind !== 'pod IP' && wanted === 'answer' && isKnown && own.length > 0;
}

function routerOf({ from, to }: LookFacts): string | null {
  return to.kind === 'nodePort' ? to.node : from.node;
}
