/** Local ports of this process. */
import { takeLocalPorts } from './local-ports.ts';
import type { Protocol, Target } from './probe.ts';

/** So many ports in turn may be another's. */
const TRIED = 50;

/** Those that one probe may leave from, the next one where another connection has it; no later probe has one of them. */
export function* ownLocalPorts(
  protocol: Protocol,
  target: Pick<Target, 'host' | 'port'>,
): Generator<number, undefined> {
  for (let tried = 0; tried < TRIED; tried += 1) yield takeLocalPorts(`this process, ${protocol}`, target, 1, 1);
}

/** Whether bind(2) or connect(2) failed since another socket has the port: nothing was sent. */
export function isTaken(error: unknown): boolean {
  return ['EADDRINUSE', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');
}
