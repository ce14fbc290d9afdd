/** What all scenes of a process share: a connection to the API, and one set of places that traffic is sent from. */
import { type Places, placesOf } from '../expect/places.ts';
import type { Kube } from '../kube/client.ts';
import { kubeOf } from '../kube/kube-of.ts';
import type { RunContext } from '../run/context.ts';

export interface Ground extends AsyncDisposable {
  /** For what outlives a scene. */
  readonly kube: Kube;
  readonly places: Promise<Places>;
}

let shared: { readonly kube: Kube; readonly places: Promise<Places>; users: number } | undefined;

/** The same for all of a process; what is kept open is closed when the last user disposes of it. Call it while a spec file loads. */
export function ground(run: RunContext): Ground {
  shared ??= laid(run);
  const own = shared;
  own.users += 1;
  return {
    kube: own.kube,
    places: own.places,
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
  return { kube, places, users: 0 };
}
