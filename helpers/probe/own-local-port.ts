/** Local ports of this process. */
import { LOCAL_PORTS_EACH, takeLocalPorts } from './local-ports.ts';
import type { Protocol } from './probe.ts';

/** So many probes' ports in turn may be another's. */
const PROBES_TRIED = 12;

/** Those that one probe may leave from, the next one where another has it. */
export function* ownLocalPorts(protocol: Protocol): Generator<number, undefined> {
  for (let tried = 0; tried < PROBES_TRIED; tried += 1) {
    const first = takeLocalPorts(`this process, ${protocol}`, 1);
    for (let more = 0; more < LOCAL_PORTS_EACH; more += 1) yield first + more;
  }
}

/** Whether bind(2) or connect(2) failed since another socket has the port: nothing was sent. */
export function isTaken(error: unknown): boolean {
  return ['EADDRINUSE', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');
}
