/** Runs the specs on a simulated cluster of so many nodes, and prints how many probes each topic sent, as JSON. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installClock } from '../../cluster/reference/time/install.ts';
import { pump } from '../../cluster/reference/time/pump.ts';
import { VirtualClock } from '../../cluster/reference/time/virtual-clock.ts';

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^@jest\/globals$/, 'jest-globals.ts'],
  [/\/expect\/requirement\.ts$/, 'requirement.ts'],
  [/\/pod-client\.ts$/, 'clients.ts'],
  [/\/outside-client\.ts$/, 'clients.ts'],
];

registerHooks({
  resolve(specifier, context, next) {
    const [, file] = REPLACED.find(([pattern]) => pattern.test(specifier)) ?? [];
    return next(file === undefined ? specifier : new URL(file, import.meta.url).href, context);
  },
});

const clock = new VirtualClock(Date.now());
installClock(clock);
using _pump = pump(clock);
const folder = mkdtempSync(join(tmpdir(), 'plan-'));
try {
  const { planOf } = await import('./run-plan.ts');
  const [nodes = '3', fault = '', ...topics] = process.argv.slice(2);
  const { FAULTS } = await import('../../cluster/reference/faults/all.ts');
  const plan = await planOf(Number(nodes), topics, folder, FAULTS[fault]);
  writeFileSync(process.stdout.fd, `${JSON.stringify(plan)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exit();
