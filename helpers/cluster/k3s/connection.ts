import { SocketAddress } from 'node:net';

/** One connection that a node's kernel tracks. */
export interface Connection {
  readonly protocol: string;
  /** As the client sent it. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Whose answer is waited for, and to which address it has to go: that of a node which masquerades, else the client's own. */
  readonly answersFrom: string;
  readonly answersTo: string;
  /** No answer has passed this node. */
  readonly unanswered: boolean;
}

/** A line of `conntrack -L` or of /proc/net/nf_conntrack; undefined for one without ports. */
export function parseConnection(line: string): Connection | undefined {
  const [, protocol] = /\b(tcp|udp|sctp)\b/.exec(line) ?? [];
  const fields = [...line.matchAll(/\b(src|dst|dport)=(\S+)/g)].map(([, name, value]) => ({
    name,
    value: value ?? '',
  }));
  const [from, answersFrom] = fields.filter(({ name }) => name === 'src').map(({ value }) => value);
  const [to, answersTo] = fields.filter(({ name }) => name === 'dst').map(({ value }) => value);
  const port = Number(fields.find(({ name }) => name === 'dport')?.value);
  if (!protocol || !from || !to || !answersFrom || !answersTo || !port) return undefined;
  const unanswered = line.includes('[UNREPLIED]');
  return { protocol: protocol.toUpperCase(), from, to, port, answersFrom, answersTo, unanswered };
}

/** The line with its IPv6 addresses as the API writes them: in /proc/net/nf_conntrack the kernel leaves no zero out. */
export function withShortAddresses(line: string): string {
  return line.replace(/\b(src|dst)=([0-9a-f]{4}(?::[0-9a-f]{4}){7})\b/g, (_, name: string, address: string) => {
    return `${name}=${new SocketAddress({ address, family: 'ipv6' }).address}`;
  });
}
