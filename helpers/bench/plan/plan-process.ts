import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plan } from './run-plan.ts';

const PLAN_OF = fileURLToPath(new URL('plan-of.ts', import.meta.url));

/** Results of all probes of a topic are kept until its specs have ended, in MiB. */
const MOST_MEMORY = 8_000;

/** In a process of its own, whose modules and time are others. @param topics all if there is none. @param fault its name, if there is one. @throws where it ends without a plan. */
export async function plan(nodes: number, topics: readonly string[], fault = ''): Promise<Plan> {
  const options = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${MOST_MEMORY}`];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...options,
    PLAN_OF,
    String(nodes),
    fault,
    ...topics,
  ]);
  return JSON.parse(stdout) as Plan;
}
