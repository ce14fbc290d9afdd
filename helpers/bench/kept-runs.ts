import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_START_MS, PROBE_TIMEOUT_MS } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { Ladder } from '../cluster/ladder.ts';
import { Kube } from '../kube/client.ts';
import { podClient } from '../probe/pod-client.ts';
import { tokens } from '../probe/token.ts';
import { writeReport } from '../report/json.ts';
import { REQUIREMENTS, topicOf } from '../requirements.ts';
import { assemble } from '../run/assemble.ts';
import { checkCluster } from '../run/check-cluster.ts';
import type { Options } from '../run/options.ts';
import { outsideInWords } from '../run/outside-place.ts';
import type { Prepared } from '../run/prepared.ts';
import { startThrowaway } from '../run/throwaway.ts';
import type { BenchContext } from './context.ts';
import type { Bench, BenchRun } from './results.ts';
import { benchRun } from './run-line.ts';

const SAMPLES = 100;
const never = new AbortController().signal;

/** One run on a cluster that is ready, its report kept. */
async function keptRun(
  { cluster, died }: Prepared,
  { labels, reportsDir }: BenchContext,
  options: Options,
  nth: number,
): Promise<BenchRun> {
  const workDir = join(reportsDir, `kept-${String(nth).padStart(2, '0')}`);
  const recordsDir = join(workDir, 'records');
  mkdirSync(recordsDir, { recursive: true });
  const startedAt = new Date();
  const selected = REQUIREMENTS.map(({ id }) => id).filter((id) => topicOf(id) === 'ARTICLE');
  const checked = await checkCluster({ cluster, selected, options, recordsDir, workDir, labels, died }, never);
  const outsideClient = outsideInWords(cluster.outside);
  const base = {
    cluster,
    ladder: [],
    outsideClient,
    recordsDir,
    selected,
    require: [],
    bounds: options.bounds,
    startedAt,
    reproduce: ['npm run bench'],
  };
  const report = assemble({ ...base, ...checked });
  writeReport(workDir, report);
  return benchRun(report);
}

/** SAMPLES new connections from one pod to the API server's ClusterIP, in one exec, in ms. */
async function samplesInOneExec({ clients, kubeconfig }: Cluster): Promise<number> {
  await using kube = Kube.fromFile(kubeconfig);
  const pod = clients.find(({ hostNetwork }) => !hostNetwork);
  const { spec } = await kube.core.readNamespacedService({ namespace: 'default', name: 'kubernetes' });
  if (!pod || !spec?.clusterIP) throw new Error('the cluster has no client pod, or no Service kubernetes');
  const token = tokens('bench');
  // It speaks TLS, so it is a stranger here: what counts is the connection and an answer.
  const target = { kind: 'ClusterIP', host: spec.clusterIP, port: 443 } as const;
  const requests = Array.from({ length: SAMPLES }, () => ({
    target,
    token: token(),
    timeoutMs: PROBE_TIMEOUT_MS,
  }));
  const start = performance.now();
  const results = await podClient(kube, pod, 'bench').probe(requests);
  const took = performance.now() - start;
  const made = results.filter(({ outcome }) => outcome === 'stranger').length;
  if (made < SAMPLES)
    throw new Error(`${made} of ${SAMPLES} connections got an answer: ${results.find(({ detail }) => detail)?.detail}`);
  return took;
}

/** Runs in a row on one cluster, and samples in one exec between them. */
export async function keptRuns(
  context: BenchContext,
  options: Options,
  runs: number,
): Promise<Pick<Bench, 'kept' | 'samplesMs' | 'kubernetesVersion' | 'proxyMode'>> {
  using ladder = new Ladder({ within: CLUSTER_START_MS });
  await using throwaway = await startThrowaway({ options, ...context, workDir: context.reportsDir }, ladder);
  const { kubernetesVersion, proxyMode } = throwaway.cluster;
  const kept: BenchRun[] = [];
  const samplesMs: number[] = [];
  for (let nth = 1; nth <= runs; nth += 1) {
    kept.push(await keptRun(throwaway, context, options, nth));
    samplesMs.push(await samplesInOneExec(throwaway.cluster));
  }
  return { kept, samplesMs, kubernetesVersion, proxyMode };
}
