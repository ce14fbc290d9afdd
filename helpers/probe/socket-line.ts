import type { ProbeRequest } from './probe.ts';
import { requestPayload } from './request-payload.ts';

/** A request as the socket program's line has it: `everyMs` stands before its payload in a stream's. Throws where the host is none. */
export function socketLine(request: ProbeRequest, everyMs?: number): string {
  const { target, timeoutMs } = request;
  const protocol = target.protocol === 'UDP' ? 'udp' : 'tcp';
  const payload = requestPayload(request).replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  const pace = everyMs === undefined ? '' : `${Math.ceil(everyMs)} `;
  return `${protocol} ${target.host} ${target.port} ${Math.ceil(timeoutMs)} ${pace}${payload}\n`;
}
