/** Runs the specs on simulated clusters, one after another. Whoever imports this has modules and a time that are others than its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installClock } from '../../cluster/reference/time/install.ts';
import { pump } from '../../cluster/reference/time/pump.ts';
import { VirtualClock } from '../../cluster/reference/time/virtual-clock.ts';
import type { PlanRequest } from './plan-process.ts';
import type { Plan } from './run-plan.ts';

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^@jest\/globals$/, 'jest-globals.ts'],
  [/\/expect\/requirement\.ts$/, 'requirement.ts'],
  [/\/pod-client\.ts$/, 'clients.ts'],
  [/\/outside-client\.ts$/, 'clients.ts'],
];

/** Modules that remember the cluster that they were loaded for. */
const OF_ONE_CLUSTER = /\/(?:specs|helpers\/scene)\/[^?]+$/;

let nth = 0;

registerHooks({
  resolve(specifier, context, next) {
    const [, file] = REPLACED.find(([pattern]) => pattern.test(specifier)) ?? [];
    const found = next(file === undefined ? specifier : new URL(file, import.meta.url).href, context);
    return OF_ONE_CLUSTER.test(found.url) ? { ...found, url: `${found.url}?${nth}` } : found;
  },
});

const clock = new VirtualClock(Date.now());
installClock(clock);
const { planOf } = await import('./run-plan.ts');
const { wrappersOf } = await import('../../cluster/reference/faults/by-name.ts');

/** One after another, not side by side. @throws where there is none. */
export async function makePlan({ nodes, focus, fault }: PlanRequest): Promise<Plan> {
  nth += 1;
  using _pump = pump(clock);
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    return await planOf(nodes, focus, folder, wrappersOf(fault));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
