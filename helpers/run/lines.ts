/** What a run says before and after its specs, line by line. */
import pc from 'picocolors';
import type { Cluster } from '../cluster/cluster.ts';
import type { OnRung } from '../cluster/ladder.ts';
import { REFERENCE_NOTICE } from '../cluster/reference/notice.ts';
import type { StartFailed } from '../cluster/start-failed.ts';
import { formatDuration } from '../report/duration.ts';
import type { Options } from './options.ts';

const NAME_WIDTH = 36;

const FAMILIES = { ipv4: [], ipv6: ['IPv6 only'], dual: ['IPv4 and IPv6'] } as const;

/** Which cluster it will be, and what is going to happen to it. */
export function openingLine(options: Options, requirements: number, runId: string): string {
  const { nodes, proxyMode, ipFamily, images, keep } = options;
  const run = `run ${runId}: ${requirements} requirement${requirements === 1 ? '' : 's'}`;
  const proxy =
    proxyMode === 'none' ? ['kube-proxy switched off'] : proxyMode ? [`kube-proxy in mode ${proxyMode}`] : [];
  const families = FAMILIES[ipFamily];
  const number = `${nodes} node${nodes === 1 ? '' : 's'}`;
  if (options.cluster === 'reference') return `${run} on ${[number, ...proxy].join(', ')} of a ${REFERENCE_NOTICE}`;
  const shape = [`${number} of ${images.k3s}`, ...proxy, ...families].join(', ');
  const end = keep ? 'kept afterwards' : 'removed afterwards';
  return `${run} on a throwaway k3s, ${shape}; ${end}`;
}

/** Prints a rung of the readiness ladder when it is done. On a terminal it stands there from its start. */
export const rungLine: OnRung = (name, state, ms) => {
  const line = `  ${name.padEnd(NAME_WIDTH)}`;
  if (state === 'start') {
    if (process.stdout.isTTY) process.stdout.write(`${line} …`);
    return;
  }
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${line} ${pc.dim(formatDuration(ms).padStart(8))}\n`);
};

/** Ends a rung that was not reached, where it would stand unfinished. */
export function failedRungLine({ rung, elapsedMs }: StartFailed): void {
  const start = process.stdout.isTTY ? '\r' : '';
  process.stdout.write(
    `${start}  ${rung.padEnd(NAME_WIDTH)} ${pc.red(formatDuration(elapsedMs).padStart(8))}  not done\n`,
  );
}

/** How to use the cluster that was kept, and how to remove it. */
export function keptLines({ kubeconfig, runId }: Cluster): string[] {
  return [
    `\nthe cluster of run ${runId} is kept:`,
    `  export KUBECONFIG=${kubeconfig}`,
    '  npm run clean    # removes it',
  ];
}
