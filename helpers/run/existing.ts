import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cluster, Footprint } from '../cluster/cluster.ts';
import { apiGone } from '../cluster/existing/api-watch.ts';
import type { NamedCluster } from '../cluster/existing/kubeconfig.ts';
import { readFactsByAsking } from '../cluster/facts.ts';
import type { Labels } from '../cluster/labels.ts';
import type { Ladder } from '../cluster/ladder.ts';
import { Kube } from '../kube/client.ts';
import { kubeOf } from '../kube/kube-of.ts';
import { createNamespace } from '../kube/namespace.ts';
import type { CreatedReport } from '../report/results.ts';
import { execInEach, readProxyMode, startClientPods } from './client-pods.ts';
import type { ExistingOptions } from './existing-options.ts';
import { chooseExistingOutside } from './existing-outside.ts';
import { removeFromExisting } from './existing-removal.ts';
import { groundLines } from './lines.ts';
import type { Options } from './options.ts';
import { PreflightFailed } from './preflight/findings.ts';
import { podsLetIn } from './preflight/pods-let-in.ts';
import { preflight } from './preflight/preflight.ts';
import { restrictions } from './preflight/restrictions.ts';
import type { Death, Prepared } from './prepared.ts';
import { insideBecause } from './standpoint.ts';

export interface ExistingSettings {
  readonly named: NamedCluster;
  readonly existing: ExistingOptions;
  readonly options: Pick<Options, 'images' | 'outside' | 'watch'>;
  readonly selected: readonly string[];
  readonly runId: string;
  readonly labels: Labels;
  /** An existing folder. */
  readonly workDir: string;
  /** Takes a line for people. */
  readonly say: (line: string) => void;
  /** Told at the end what was created, and what the API still has of it. */
  readonly onRemoved: (created: CreatedReport) => void;
}

/**
 * Prepares a cluster that was there before: client pods on the nodes that take them, an exec on each, the proxy's mode, a place
 * outside. Disposing of it removes every object that the run has created; what a failed start has made is removed before it throws.
 * @throws {StartFailed}
 */
export async function prepareExisting(settings: ExistingSettings, ladder: Ladder): Promise<Prepared> {
  const { named, existing, options, selected, runId, labels, workDir, say, onRemoved } = settings;
  const { images, outside: wanted } = options;
  const { namespace: only, hostNetwork, tolerations, imagePullSecret } = existing;
  await using asking = new Kube(named.config);
  const request = { kube: asking, named, existing, options, selected };
  const ground = await ladder.climb('preflight, nothing created yet', ({ signal }) => preflight(request, signal));
  const { nodes } = ground;
  const notes = groundLines(ground);
  for (const line of notes) say(line);

  const ledger = join(workDir, 'created.jsonl');
  writeFileSync(ledger, '');
  const names = nodes.map(({ name }) => name);
  const footprint: Footprint = {
    ...{ labels, nodes: names, tolerations, hostNetwork, ledger },
    ...(imagePullSecret !== undefined && { imagePullSecret }),
  };
  const place = {
    // The specs run in another folder.
    kubeconfig: resolve(named.file),
    context: named.context,
    footprint,
    ...(only !== undefined && { namespace: only }),
  };
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removeFromExisting({ named, runId, only, ledger, onRemoved }));
  const kube = undo.use(kubeOf(place, 'run'));
  const home = only ?? `${runId}-clients`;
  const clients = await ladder.climb('client pods ready on every node', async ({ signal }) => {
    if (only === undefined) await createNamespace(kube, home, labels, signal);
    const closed = () => (only === undefined ? restrictions(kube, home, { selected, next: ENGINE }, signal) : []);
    const wanted = { namespace: home, image: images.nginx, hostNetwork };
    orFail([...(await closed()), ...(await podsLetIn(kube, wanted, signal))]);
    const pods = await startClientPods(kube, home, images.nginx, names, signal, hostNetwork);
    // What adds policies to new namespaces does so in its own time.
    orFail(await closed());
    return pods;
  });
  const proxyMode = await ladder.climb('an exec on every node', async ({ signal }) => {
    await execInEach(kube, clients, signal);
    return readProxyMode(kube, clients, signal);
  });
  const facts = await ladder.climb('facts of the cluster', ({ signal }) => readFactsByAsking(kube, home, signal));
  const found = { nodes, clients, images: { nginx: images.nginx }, ...facts };
  const outside = await ladder.climb('a place outside', async ({ signal }) => {
    const inside = await insideBecause(kube, nodes, process.env, signal);
    return chooseExistingOutside({ kube, cluster: found, namespace: home, wanted, inside, signal });
  });
  const about = { context: named.context, server: named.server, notes };
  const cluster: Cluster = { kind: 'existing', existing: about, runId, ...place, ...found, proxyMode, outside };
  const watching = new AbortController();
  undo.defer(() => watching.abort());
  const died = deathOf(named, watching.signal);
  const held = undo.move();
  return {
    ...{ cluster, died },
    leave: () => {
      watching.abort();
      held.move();
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** What to do about a policy in a namespace that the run has just made. */
const ENGINE =
  'something adds it to new namespaces, so have those with the label service-conformance/run left out, or name one without it by --namespace';

/** @throws {PreflightFailed} */
function orFail(misses: readonly string[]): void {
  if (misses.length > 0) throw new PreflightFailed(misses);
}

async function deathOf({ config, server }: NamedCluster, signal: AbortSignal): Promise<Death> {
  await using kube = new Kube(config);
  const { since, why } = await apiGone(kube, signal);
  return { what: 'the API server went away', at: since, message: `${server}: ${why}` };
}
