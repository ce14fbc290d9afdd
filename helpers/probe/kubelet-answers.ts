import { connect } from 'node:tls';
import type { ClusterNode } from '../cluster/cluster.ts';
import type { Reachability } from './node-addresses-routable.ts';

/** The kubelet's own port, which every node listens on. */
const KUBELET_PORT = 10_250;

/**
 * Whether this process reaches a node at an address: somebody there must hold a certificate in the node's name. Who signed it
 * can't be told, since most kubelets sign their own; a plain connection proves nothing where a proxy accepts them all.
 */
export function kubeletAnswers(
  { name }: Pick<ClusterNode, 'name'>,
  host: string,
  withinMs: number,
  port: number = KUBELET_PORT,
): Promise<Reachability> {
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    const end = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ routable: why === '', why });
    };
    const timer = setTimeout(() => end(`${at}: no TLS session within ${withinMs} ms`), withinMs);
    socket.once('secureConnect', () => {
      const { subject, subjectaltname = '' } = socket.getPeerCertificate();
      // `node@1700000000` where the kubelet made it itself, `system:node:node` where the cluster did.
      const names = [subject?.CN ?? '', ...subjectaltname.split(', ')].join(' ');
      const own = names.split(/[\s:@]+/).includes(name);
      end(own ? '' : `${at}: answered by somebody else than node ${name}`);
    });
    socket.on('error', (error) => end(`${at}: ${error.message}`));
    socket.once('close', () => end(`${at}: closed before the TLS session was made`));
  });
}
