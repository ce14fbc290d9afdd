import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import type { Target } from './probe.ts';
import { authority } from './url.ts';

const SECONDS = PROBE_TIMEOUT_MS / 1000;

/** A command line, without a place to run it in, that asks this target once and says why if it fails. */
export function byHand(target: Target): string {
  const at = authority(target);
  if (target.protocol !== 'UDP') return `curl -qsvg --noproxy '*' --max-time ${SECONDS} 'http://${at}/'`;
  // An ICMP error that came at once ends the second datagram, not the first.
  const socket = `/dev/udp/${target.host}/${target.port}`;
  return `bash -c 'exec 3<>${socket}; echo >&3; sleep 0.1; echo >&3; timeout ${SECONDS} dd bs=4096 count=1 status=none <&3 || echo "no reply" >&2'`;
}
