import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import type { Target } from './probe.ts';
import { authority } from './url.ts';

/** A curl command line, without a place to run it in, that asks this target once and says why if it fails. */
export function curlByHand(target: Target): string {
  return `curl -qsvg --noproxy '*' --max-time ${PROBE_TIMEOUT_MS / 1000} 'http://${authority(target)}/'`;
}
