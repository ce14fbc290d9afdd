import type { K3sSettings } from './settings.ts';

/** What to do about a node whose container has ended, as far as its exit code and its log tell. */
export function exitHint(exitCode: number, log: readonly string[], proxyMode: K3sSettings['proxyMode']): string {
  if (proxyMode === 'ipvs' && log.some((line) => /can't use the IPVS proxier|modprobe ip_vs failed/i.test(line))) {
    return 'the kernel of the Docker host has no ip_vs: modprobe ip_vs there, or choose --proxy-mode iptables|nftables';
  }
  if (exitCode === 137) return 'it was killed: by somebody, or for lack of memory (see `docker info` and `dmesg`)';
  return 'what it could not do stands at the end of its log';
}
