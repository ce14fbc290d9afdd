/** The backends for specs of where traffic may go, and a Service beside them that is answered everywhere. */
import type { V1Service } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import { samplesToSeeAll } from '../probe/samples.ts';
import { AWAY } from './shared.ts';
import type { Scene, Stage } from './stage.ts';

/** So many new connections show every one of its three backends, those too that must not answer. */
export const SPREAD_SAMPLES = samplesToSeeAll(3);

export interface Spread {
  readonly stage: Stage;
  /** Two backends on the first node. */
  readonly home: readonly Backend[];
  /** One on the second; on the first where there is no other. */
  readonly away: readonly Backend[];
  readonly all: readonly Backend[];
  /** Those on that node. */
  on(node: string): readonly Backend[];
  /** A NodePort Service with no policy of its own over the one that is away: answered everywhere, a positive control. */
  readonly control: V1Service;
}

/** The same Service whenever it is asked for, made when it first is. */
export function spreadOver(set: Scene): () => Promise<Spread> {
  let spread: Promise<Spread> | undefined;
  return () => {
    spread ??= makeSpread(set);
    return spread;
  };
}

async function makeSpread(set: Scene): Promise<Spread> {
  const stage = await set.stage();
  const { home, away } = await stage.sharedBackends();
  const all = [...home, ...away];
  const control = await stage.service({ name: stage.name('control'), type: 'NodePort', selector: AWAY });
  const on = (node: string) => all.filter((each) => each.node === node);
  return { stage, home, away, all, on, control };
}
