import { setTimeout as sleep } from 'node:timers/promises';
import { connectEngine } from '../cluster/engine.ts';
import { EngineError } from '../cluster/engine-error.ts';
import type { Options } from './options.ts';

/** An engine that has said neither yes nor no by then is there, in ms; what ails it is told when a cluster is to be started on it. */
const ENGINE_SAYS_MS = 5_000;

type Asked = Pick<Options, 'cluster' | 'proxyMode' | 'ipFamily' | 'keep'>;

/** Whether the reference cluster can be what is asked for. */
export function isDescribed({ proxyMode, ipFamily, keep }: Omit<Asked, 'cluster'>): boolean {
  return proxyMode !== 'ipvs' && ipFamily === 'ipv4' && !keep;
}

/**
 * The kind that was named; else k3s, but the reference cluster where no Docker engine can be reached, which shows at least how the
 * suite works. Never by itself in CI: a gate must not turn soft because an engine is missing.
 */
export async function chosenCluster(
  options: Asked,
  env: NodeJS.ProcessEnv,
  reached: () => Promise<boolean> = engineReached,
): Promise<NonNullable<Options['cluster']>> {
  if (options.cluster) return options.cluster;
  if (env.CI || !isDescribed(options)) return 'k3s';
  return (await reached()) ? 'k3s' : 'reference';
}

async function engineReached(): Promise<boolean> {
  const says = connectEngine().then(
    () => true,
    (error: unknown) => !(error instanceof EngineError && error.kind === 'no engine'),
  );
  return Promise.race([says, sleep(ENGINE_SAYS_MS, true, { ref: false })]);
}
