/** For unit tests: a reference cluster in this process, with the suite's own client and probes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kube } from '../../kube/client.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { listenSomewhere } from './listen.ts';
import { type ReferenceCluster, type ReferenceSettings, referenceCluster } from './reference-cluster.ts';

export interface LocalReference extends AsyncDisposable {
  readonly kube: Kube;
  readonly cluster: ReferenceCluster;
}

export async function localReference(settings: Partial<ReferenceSettings> = {}): Promise<LocalReference> {
  const cluster = await listenSomewhere((place) =>
    referenceCluster({ ...place, nodes: 2, mode: 'iptables', programmedAfterMs: 0, ...settings }),
  );
  const folder = await mkdtemp(join(tmpdir(), 'reference-'));
  const path = join(folder, 'kubeconfig');
  await writeFile(path, kubeconfigOf(cluster.server));
  const kube = Kube.fromFile(path);
  return {
    ...{ kube, cluster },
    async [Symbol.asyncDispose]() {
      await kube[Symbol.asyncDispose]();
      cluster[Symbol.dispose]();
      await rm(folder, { recursive: true });
    },
  };
}
