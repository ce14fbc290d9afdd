/** A local port of this process for one probe. */
import { takeLocalPorts } from './local-ports.ts';
import type { Protocol, Target } from './probe.ts';

/** So many ports in turn may be another's. */
export const LOCAL_PORT_ATTEMPTS = 50;

/** Not next to each other: those of a minute's probes in a row would leave no choice to a curl of this machine. */
const APART = 4;

export function ownLocalPort(protocol: Protocol, target: Pick<Target, 'host' | 'port'>): number {
  return takeLocalPorts(`this process, ${protocol}`, target, 1, APART);
}

/** Whether bind(2) or connect(2) failed since another socket has the port: nothing was sent. */
export function isTaken(error: unknown): boolean {
  return ['EADDRINUSE', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');
}
