/** What a run says before and after its specs, line by line. */
import type { Cluster } from '../cluster/cluster.ts';
import type { NamedCluster } from '../cluster/existing/kubeconfig.ts';
import type { OnRung } from '../cluster/ladder.ts';
import { REFERENCE_NOTICE } from '../cluster/reference/notice.ts';
import type { StartFailed } from '../cluster/start-failed.ts';
import { formatDuration } from '../report/duration.ts';
import type { CreatedReport } from '../report/results.ts';
import type { ExistingOptions } from './existing-options.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Ground } from './preflight/preflight.ts';

const NAME_WIDTH = 36;

const FAMILIES = { ipv4: [], ipv6: ['IPv6 only'], dual: ['IPv4 and IPv6'] } as const;

/** Which cluster it will be, and what is going to happen to it. */
export function openingLine(options: Options, requirements: number, runId: string): string {
  const { nodes, proxyMode, ipFamily, images, keep } = options;
  const run = `run ${runId}: ${counted(requirements)}`;
  const proxy =
    proxyMode === 'none' ? ['kube-proxy switched off'] : proxyMode ? [`kube-proxy in mode ${proxyMode}`] : [];
  const families = FAMILIES[ipFamily];
  const number = `${nodes} node${nodes === 1 ? '' : 's'}`;
  if (options.cluster === 'reference') return `${run} on ${[number, ...proxy].join(', ')} of a ${REFERENCE_NOTICE}`;
  const shape = [`${number} of ${images.k3s}`, ...proxy, ...families].join(', ');
  const end = keep ? 'kept afterwards' : 'removed afterwards';
  return `${run} on a throwaway k3s, ${shape}; ${end}`;
}

/** The same of an existing cluster: which one it is, and what will be done to it. */
export function existingLine(
  { context, server }: Pick<NamedCluster, 'context' | 'server'>,
  { namespace, hostNetwork, maxNodes }: Pick<ExistingOptions, 'namespace' | 'hostNetwork' | 'maxNodes'>,
  requirements: number,
  runId: string,
): string {
  const place = namespace === undefined ? 'namespaces of its own' : `namespace ${namespace}`;
  const network = hostNetwork ? ", some in the nodes' own network" : '';
  const nodes = `on ${maxNodes === 1 ? 'one node' : `at most ${maxNodes} nodes`}`;
  return `run ${runId}: ${counted(requirements)} on the existing cluster of context ${context} at ${server}: pods ${nodes}${network} and Services, in ${place}; removed afterwards, nothing else is touched`;
}

function counted(requirements: number): string {
  return `${requirements} requirement${requirements === 1 ? '' : 's'}`;
}

/** Which nodes get pods, which do not and why, and what else is worth knowing of an existing cluster. */
export function groundLines({ nodes, leftOut, notices }: Ground): string[] {
  const names = nodes.map(({ name }) => name).join(', ');
  const others = leftOut.map(({ name, why }) => `${name} (${why})`).join(', ');
  return [`nodes: ${names}${others ? `; left out: ${others}` : ''}`, ...notices.map((notice) => `note: ${notice}`)];
}

/** What was created in an existing cluster, and what became of it. */
export function createdLine({ objects, left }: CreatedReport): string {
  const what = objects.map(({ resource, count }) => `${count} ${resource}`).join(', ') || 'nothing';
  const gone =
    left === null
      ? 'whether it is gone could not be asked'
      : left.length > 0
        ? 'not all of it is gone'
        : 'all of it is gone, says the API';
  return `created: ${what}; ${gone}`;
}

/** Prints a rung of the readiness ladder when it is done. On a terminal it stands there from its start. */
export function rungLine({ stream, style, progress }: Output): OnRung {
  return (name, state, ms) => {
    if (progress === 'quiet') return;
    const line = `  ${name.padEnd(NAME_WIDTH)}`;
    if (state === 'start') {
      if (stream.isTTY) stream.write(`${line} …`);
      return;
    }
    stream.write(`${stream.isTTY ? '\r' : ''}${line} ${style.colors.dim(formatDuration(ms).padStart(8))}\n`);
  };
}

/** Ends a rung that was not reached, where it would stand unfinished. */
export function failedRungLine({ rung, elapsedMs }: StartFailed, { stream, style, progress }: Output): void {
  if (progress === 'quiet') return;
  const start = stream.isTTY ? '\r' : '';
  const time = style.colors.red(formatDuration(elapsedMs).padStart(8));
  stream.write(`${start}  ${rung.padEnd(NAME_WIDTH)} ${time}  not done\n`);
}

/** How to use the cluster that was kept, and how to remove it. */
export function keptLines({ kubeconfig, runId }: Cluster): string[] {
  return [
    `\nthe cluster of run ${runId} is kept:`,
    `  export KUBECONFIG=${kubeconfig}`,
    '  npm run clean    # removes it',
  ];
}
