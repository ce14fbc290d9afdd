/** What a run says before and after its specs, line by line. */
import type { Cluster } from '../cluster/cluster.ts';
import type { OnRung } from '../cluster/ladder.ts';
import type { StartFailed } from '../cluster/start-failed.ts';
import { formatDuration } from '../report/duration.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';

const NAME_WIDTH = 36;

const FAMILIES = { ipv4: [], ipv6: ['IPv6 only'], dual: ['IPv4 and IPv6'] } as const;

/** Which cluster it will be, and what is going to happen to it. */
export function openingLine(options: Options, requirements: number, runId: string): string {
  const { nodes, proxyMode, ipFamily, images, keep } = options;
  const proxy =
    proxyMode === 'none' ? ['kube-proxy switched off'] : proxyMode ? [`kube-proxy in mode ${proxyMode}`] : [];
  const families = FAMILIES[ipFamily];
  const shape = [`${nodes} node${nodes === 1 ? '' : 's'} of ${images.k3s}`, ...proxy, ...families].join(', ');
  const end = keep ? 'kept afterwards' : 'removed afterwards';
  return `run ${runId}: ${requirements} requirement${requirements === 1 ? '' : 's'} on a throwaway k3s, ${shape}; ${end}`;
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
