/** What all scenes of a process share: one set of places that traffic is sent from, and the logs of backends. */
import type { Backend } from '../expect/backend.ts';
import { type Places, placesOf } from '../expect/places.ts';
import type { Kube } from '../kube/client.ts';
import { kubeOf } from '../kube/kube-of.ts';
import type { RunContext } from '../run/context.ts';
import { BackendLog } from './backend-log.ts';

export interface Ground extends AsyncDisposable {
  readonly kube: Kube;
  readonly places: Promise<Places>;
  /** Read on from where the last look ended, whoever's it was: those of shared backends are long. It outlives a scene. */
  logOf(backend: Backend): BackendLog;
}

let shared: (Pick<Ground, 'places' | 'logOf'> & { readonly kube: Kube; users: number }) | undefined;

/** The same for all of a process; what is kept open is closed when the last user disposes of it. Call it while a spec file loads. */
export function ground(run: RunContext): Ground {
  shared ??= laid(run);
  const own = shared;
  own.users += 1;
  return {
    kube: own.kube,
    places: own.places,
    logOf: own.logOf,
    [Symbol.asyncDispose]: async () => {
      own.users -= 1;
      if (own.users > 0) return;
      if (shared === own) shared = undefined;
      await using _kube = own.kube;
      await (await own.places)[Symbol.asyncDispose]();
    },
  };
}

function laid(run: RunContext) {
  const kube = kubeOf(run.cluster);
  const places = placesOf(run, kube);
  places.catch(() => {}); // whoever asks for them is told
  const logs = new Map<string, BackendLog>();
  const logOf = (backend: Backend) => {
    const log = logs.get(backend.name) ?? new BackendLog(kube, backend, 0);
    logs.set(backend.name, log);
    return log;
  };
  return { kube, places, logOf, users: 0 };
}
