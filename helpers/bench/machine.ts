import { availableParallelism, release, totalmem } from 'node:os';
import type { Engine } from '../cluster/engine.ts';

const GIB = 2 ** 30;

/** What figures were measured on, in one line. */
export async function describeMachine({ docker, cgroupVersion }: Engine): Promise<string> {
  const { Version } = await docker.version();
  const memory = Math.round(totalmem() / GIB);
  return `${availableParallelism()} cores, ${memory} GiB, Linux ${release()}, Docker ${Version}, cgroup v${cgroupVersion}`;
}
