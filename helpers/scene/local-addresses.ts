import type { ClientPod } from '../cluster/cluster.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';

const IPV4_FILE = '/proc/net/fib_trie';
const IPV6_FILE = '/proc/net/if_inet6';

/** In the scope column of if_inet6. */
const GLOBAL_SCOPE = '00';

/**
 * Every address that a node takes for its own, link-local ones and loopback left out; `pod` runs in the node's network.
 * @throws {Inconclusive} where they can't be read.
 */
export async function localAddresses(kube: Kube, pod: ClientPod, signal?: AbortSignal): Promise<string[]> {
  const { namespace, name, container, node } = pod;
  const command = ['sh', '-c', `cat ${IPV4_FILE}; cat ${IPV6_FILE} || true`]; // a node may have no IPv6
  const { stdout } = await exec(kube, { namespace, pod: name, container, command, signal });
  const addresses = [...ipv4Of(stdout), ...ipv6Of(stdout)];
  if (addresses.length === 0) throw new Inconclusive(`no address in ${IPV4_FILE} of node ${node}: look at it there`);
  return addresses;
}

/** From fib_trie: an address and, in the line after it, that it is one of the host's own. */
export function ipv4Of(fibTrie: string): string[] {
  const found = [...fibTrie.matchAll(/\|-- (\d+\.\d+\.\d+\.\d+)\n\s+\/32 host LOCAL/g)].map(
    ([, address = '']) => address,
  );
  // Other networks of 127.0.0.0/8 may be given to nodes, as a reference cluster does.
  return [...new Set(found)].filter((address) => !address.startsWith('127.0.0.'));
}

/** From if_inet6: 32 hexadecimal digits, then interface number, prefix length and scope. */
export function ipv6Of(ifInet6: string): string[] {
  return [...ifInet6.matchAll(/^([0-9a-f]{32}) +[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]{2}) /gm)]
    .filter(([, , scope]) => scope === GLOBAL_SCOPE)
    .map(([, digits = '']) => shortest(digits.match(/.{4}/g) ?? []));
}

/** As the API writes addresses: `fd00:42::1`. */
function shortest(groups: readonly string[]): string {
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
