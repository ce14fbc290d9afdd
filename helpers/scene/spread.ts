/** Backends for specs of where traffic may go: two on one node, one on another, none anywhere else. No spec may change them. */
import type { V1Service } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import type { Scene, Stage } from './stage.ts';

/** All of them, and those at home. */
export const SPREAD = { app: 'spread' } as const;
export const HOME = { ...SPREAD, place: 'home' } as const;
const AWAY = { ...SPREAD, place: 'away' } as const;

export interface Spread {
  readonly stage: Stage;
  /** Two backends on the first node. */
  readonly home: readonly Backend[];
  /** One on the second. */
  readonly away: readonly Backend[];
  readonly all: readonly Backend[];
  /** Those on that node. */
  on(node: string): readonly Backend[];
  /** A NodePort Service with no policy of its own over the one that is away: answered everywhere, a positive control. */
  readonly control: V1Service;
}

/** The same ones whenever they are asked for, made when they first are. */
export function spreadOver(set: Scene): () => Promise<Spread> {
  let spread: Promise<Spread> | undefined;
  return () => {
    spread ??= makeSpread(set);
    return spread;
  };
}

async function makeSpread(set: Scene): Promise<Spread> {
  const stage = await set.stage();
  const [first, second] = stage.cluster.nodes;
  if (!first || !second) throw new Error('backends on two nodes need two nodes');
  const places = [
    { name: 'home-1', labels: HOME, node: first.name },
    { name: 'home-2', labels: HOME, node: first.name },
    { name: 'away', labels: AWAY, node: second.name },
  ];
  const all = await stage.backends(places);
  const control = await stage.service({ name: 'control', type: 'NodePort', selector: AWAY });
  const on = (node: string) => all.filter((each) => each.node === node);
  return { stage, home: on(first.name), away: on(second.name), all, on, control };
}
