import { connect } from 'node:tls';

export interface Reachability {
  readonly routable: boolean;
  /** Why not; empty if it is. */
  readonly why: string;
}

/** Node's, about CAs of this machine; the cluster's CA is none. */
const ADVICE = /; if the root CA is installed locally.*/;

/**
 * Whether this process reaches a node's own address: somebody there must prove, by a certificate of the cluster's own CA
 * for that address, to be its API server. A plain connection proves nothing where a proxy accepts them all.
 * @param url `https://InternalIP:6443`
 * @param caPem the cluster's CA, as in the kubeconfig
 */
export function routable(url: string, caPem: string, withinMs: number): Promise<Reachability> {
  const { hostname, port, host } = new URL(url);
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host: bare, port: Number(port || 443), ca: caPem });
    const end = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ routable: why === '', why });
    };
    const timer = setTimeout(() => end(`${host}: no TLS session within ${withinMs} ms`), withinMs);
    socket.once('secureConnect', () => end(''));
    socket.on('error', (error) => end(`${host}: ${error.message.replace(ADVICE, '')}`));
    socket.once('close', () => end(`${host}: closed before the TLS session was made`));
  });
}
