import { type Labels, type Owner, readRunLabels } from './labels.ts';
import { type Processes, systemProcesses } from './processes.ts';

/** The process that calls this. */
export function thisProcess(processes: Processes = systemProcesses()): Owner {
  const started = processes.startOf(process.pid);
  if (started === undefined)
    throw new Error(`process ${process.pid} does not find itself among the processes of this machine`);
  return { host: processes.host, pid: process.pid, started };
}

/**
 * Whether the run that these labels name may still need what carries them. On this machine its process decides, elsewhere
 * the expiry. What carries labels that cannot be read belongs to nobody.
 */
export function isAlive(labels: Labels, processes: Processes = systemProcesses(), now: number = Date.now()): boolean {
  const run = readRunLabels(labels);
  if (!run || now > run.expiresAt) return false;
  if (run.owner.host !== processes.host) return true;
  return processes.startOf(run.owner.pid) === run.owner.started;
}
