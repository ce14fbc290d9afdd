import { randomBytes } from 'node:crypto';
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { CLUSTER_START_MS, NAMESPACE_GONE_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { kubeconfigOf } from '../cluster/reference/kubeconfig.ts';
import { Kube } from '../kube/client.ts';
import type { RunReport } from '../report/results.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { assemble } from '../run/assemble.ts';
import { checkCluster } from '../run/check-cluster.ts';
import type { Options } from '../run/options.ts';
import { outsideInWords } from '../run/outside-place.ts';
import type { Prepared } from '../run/prepared.ts';
import { startReferenceCluster } from '../run/reference.ts';
import { specFiles } from '../run/spec-files.ts';
import { startThrowaway } from '../run/throwaway.ts';
import { openWorkFolder } from '../run/work-folder.ts';
import { apiObjects } from './api-objects.ts';
import { apiTarget } from './api-target.ts';
import { type ChaosCounts, chaosCounts, chaosProxy } from './proxy.ts';
import type { TroublePlan } from './troubles.ts';

const LOOK_EVERY_MS = 1_000;

export interface ChaosRunRequest {
  readonly options: Options;
  readonly plan: TroublePlan;
  /** Ids; those whose specs disturb nodes are left out. */
  readonly selected: readonly string[];
  /** The file descriptor that the specs print to. */
  readonly printTo: number;
}

export interface ChaosRun extends ChaosCounts {
  readonly report: RunReport;
  /** What the API has after the run and had not before it, and the other way round; a line each. */
  readonly differences: readonly string[];
}

/** Ids whose specs disturb no node. */
export function undisturbing(): string[] {
  const ids = specFiles().flatMap((file) => (file.disturbing ? [] : file.ids));
  return REQUIREMENTS.flatMap(({ id }) => (ids.includes(id) ? [id] : []));
}

/** A run on a cluster that is ready, whose API the specs reach through a proxy that makes troubles. */
export async function chaosRun({ options, plan, selected, printTo }: ChaosRunRequest): Promise<ChaosRun> {
  const runId = `sc-chaos-${randomBytes(2).toString('hex')}`;
  const startedAt = new Date();
  const expiresAt = startedAt.getTime() + CLUSTER_START_MS + RUN_DEADLINE_MS;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt });
  using folder = openWorkFolder(runId, labels);
  const { path: workDir, recordsDir } = folder;
  using ladder = new Ladder({ within: CLUSTER_START_MS });
  const settings = { options, runId, labels, workDir };
  await using undo = new AsyncDisposableStack();
  const prepared =
    options.cluster === 'reference'
      ? await troubledReference({ ...settings, printTo }, plan, ladder, undo)
      : await troubledThrowaway(settings, plan, ladder, undo);
  const { cluster, direct, died, runSpecs } = prepared;
  const before = await apiObjects(direct);
  const say = (line: string) => writeSync(printTo, `${line}\n`);
  const output = { progress: 'lines', stream: { fd: printTo }, say } as const;
  const request = {
    cluster,
    selected,
    options,
    recordsDir,
    workDir,
    labels,
    died,
    output,
    ...(runSpecs && { runSpecs }),
  };
  const checked = await checkCluster(request, AbortSignal.timeout(RUN_DEADLINE_MS));
  const differences = await differencesFrom(before, direct, cluster.clients[0]?.namespace ?? '');
  const report = assemble({
    ...{
      cluster,
      ladder: ladder.rungs,
      outsideClient: outsideInWords(cluster.outside),
      recordsDir,
      selected,
      require: [],
    },
    ...{ bounds: options.bounds, startedAt, reproduce: [`npm run chaos -- --seed ${plan.seed}`] },
    ...checked,
  });
  return { report, differences, ...(await chaosCounts(prepared.proxy)) };
}

interface Troubled extends Pick<Prepared, 'cluster' | 'died' | 'runSpecs'> {
  /** The API without the proxy. */
  readonly direct: Kube;
  /** The proxy's address. */
  readonly proxy: string;
}

async function troubledThrowaway(
  settings: Parameters<typeof startThrowaway>[0],
  plan: TroublePlan,
  ladder: Ladder,
  undo: AsyncDisposableStack,
): Promise<Troubled> {
  const { cluster, died } = undo.use(await startThrowaway(settings, ladder));
  const direct = undo.use(Kube.fromFile(cluster.kubeconfig));
  const proxy = undo.use(await chaosProxy(apiTarget(direct.config), plan));
  const kubeconfig = join(settings.workDir, 'troubled-kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(proxy.server), { mode: 0o600 });
  return { cluster: { ...cluster, kubeconfig }, died, direct, proxy: proxy.server };
}

async function troubledReference(
  settings: Parameters<typeof startReferenceCluster>[0],
  plan: TroublePlan,
  ladder: Ladder,
  undo: AsyncDisposableStack,
): Promise<Troubled> {
  const prepared = undo.use(await startReferenceCluster({ ...settings, troubles: plan }, ladder));
  const config = new KubeConfig();
  config.loadFromFile(prepared.cluster.kubeconfig);
  const direct = undo.use(Kube.fromFile(join(settings.workDir, 'kubeconfig')));
  return { ...prepared, direct, proxy: config.getCurrentCluster()?.server ?? '' };
}

/** Until there are none, or for as long as a namespace may take to go; what specs share stays for as long as the client pods. */
async function differencesFrom(before: readonly string[], kube: Kube, shared: string): Promise<string[]> {
  const stays = new RegExp(`^(pods ${shared}/shared-\\d+|configmaps ${shared}/backend)$`);
  const until = performance.now() + NAMESPACE_GONE_MS;
  for (;;) {
    const after = await apiObjects(kube);
    const differences = [
      ...after.filter((line) => !before.includes(line) && !stays.test(line)).map((line) => `left: ${line}`),
      ...before.filter((line) => !after.includes(line)).map((line) => `gone: ${line}`),
    ];
    if (differences.length === 0 || performance.now() > until) return differences;
    await sleep(LOOK_EVERY_MS);
  }
}
