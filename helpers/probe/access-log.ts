/** A line of nginx's formats `combined` and `main`, for a request that carries a probe's token. */
const PROBE_LINE = /^(\S+) - .*? \[[^\]]*\] "[A-Z]+ \/\?probe=([^&\s"]+) HTTP\//;

/** The client address that a backend saw for each probe, by token. */
export function seenBy(logText: string): Map<string, string> {
  const seen = new Map<string, string>();
  for (const line of logText.split('\n')) {
    const [, address, token] = PROBE_LINE.exec(line) ?? [];
    if (address !== undefined && token !== undefined) seen.set(decodeURIComponent(token), address);
  }
  return seen;
}
