/** Which processes of this machine there are, told apart even where a process id is used again. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Processes {
  /** Tells this machine, and this process id namespace on it, from another. */
  readonly host: string;
  /** When a process started, in the system's own words; undefined if there is none, or only its zombie. */
  startOf(pid: number): string | undefined;
}

/** Start time where the system can't tell it: then the process id alone has to do. */
const UNKNOWN_START = 'unknown';

export function systemProcesses(): Processes {
  const identity = [
    hostname(),
    quietly(() => readFileSync('/etc/machine-id', 'utf8')),
    quietly(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return {
    host: `${hostname().slice(0, 40)}.${digest(identity.join('\n'))}`,
    startOf: process.platform === 'linux' ? startFromProc : startFromPs,
  };
}

/** Start time, in clock ticks since boot, from a line of /proc/PID/stat (proc(5), field 22); undefined for a zombie. */
export function ticksFromStat(stat: string): string | undefined {
  // The second field is the program's name in parentheses, which may itself contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function startFromProc(pid: number): string | undefined {
  const ticks = ticksFromStat(quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8')));
  // Ticks count from the boot, so the boot is part of the time.
  return ticks && `${ticks}.${digest(quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')))}`;
}

function startFromPs(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (Object(error).code === 'ESRCH') return undefined;
  }
  const lines = quietly(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }));
  return lines.trim().replace(/[^A-Za-z0-9]+/g, '-') || UNKNOWN_START;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function quietly(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
