import type { ProbeRequest } from './probe.ts';
import { authority, probePath } from './url.ts';

/** What is written to the socket; throws where the host is none. A backend of ours heeds nothing of a datagram; the token is there for whoever captures packets. */
export function requestPayload({ target, token }: ProbeRequest): string {
  const at = authority(target);
  if (target.protocol === 'UDP') return probePath(token);
  return `GET ${probePath(token)} HTTP/1.1\r\nHost: ${at}\r\n\r\n`;
}
