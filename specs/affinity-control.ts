/** Affinity beside its absence: without the second, one backend for all connections could be all that there is. */
import type { V1Service } from '@kubernetes/client-node';
import { SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Check } from '../helpers/expect/check.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import type { Client, Target } from '../helpers/probe/probe.ts';
import { AFFINITY_SAMPLES } from '../helpers/scene/affinity.ts';
import type { ServiceOptions } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import type { Stage } from '../helpers/scene/stage.ts';

interface Asked {
  readonly client: Client;
  readonly target: Target;
  readonly beside?: Client;
}

/** Two Services over the shared backends, one with affinity, both seen by the same clients: the other shows what there is to choose from. */
export async function staysWithOne(
  check: Check,
  stage: Stage,
  { name, ...options }: ServiceOptions,
  askedAt: (service: V1Service) => readonly Asked[],
): Promise<void> {
  const backends = await stage.shared();
  const sticky = await stage.service({
    ...options,
    name: stage.name(name),
    selector: SHARED,
    sessionAffinity: 'ClientIP',
  });
  const free = await stage.service({ ...options, name: stage.name(`${name}-free`), selector: SHARED });
  const ofFree = stage.subject(free, backends);
  const of = stage.subject(sticky, backends);
  const samples = AFFINITY_SAMPLES;
  const within = SERVICE_PROGRAMMED_MS;
  const [chosen, spread] = await Promise.all([
    Promise.all(askedAt(sticky).map((each) => check.sample({ ...each, of, within, samples, backends: 'any' }))),
    Promise.all(askedAt(free).map((each) => check.sample({ ...each, of: ofFree, within }))),
  ]);
  for (const sampling of spread) expect(sampling).toReachEveryBackend();
  for (const sampling of chosen) expect(sampling).toStickToOneBackend();
}
