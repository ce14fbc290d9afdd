/** nginx, as far as the suite's pods use it: what it listens on, and what it says. */
import type { Protocol } from '../routing/cluster-model.ts';

export interface Asked {
  readonly protocol: Protocol;
  readonly port: number;
  readonly from: { readonly address: string; readonly port: number };
  /** The request's path and query; empty over UDP. */
  readonly path: string;
}

/** What listens in a pod. */
export interface Listener {
  listens(port: number, protocol: Protocol): boolean;
  /** The body, or the datagram, that it answers with. */
  answer(asked: Asked): string;
}

/** A pod in which nothing listens. */
export const NOBODY: Listener = { listens: () => false, answer: () => '' };

const INDEX_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
`;

/** The image as it is: one page, which may be added to. */
export class PlainNginx implements Listener {
  page = INDEX_PAGE;

  listens(port: number, protocol: Protocol): boolean {
    return port === 80 && protocol === 'TCP';
  }

  answer(): string {
    return this.page;
  }
}

interface ServerBlock {
  readonly protocol: Protocol;
  readonly ports: ReadonlySet<number>;
  readonly text: string;
}

const SERVER = /^\s*server \{$/m;
const LISTEN = /^\s*listen (?:\[::\]:)?(\d+)(?: udp)?;/gm;
const SET = /^\s*set \$(\w+) "([^"\\]*)";/gm;
const RETURN = /^\s*return (?:\d+ )?"((?:[^"\\]|\\.)*)";/m;

/** With a configuration of servers that `return` a text, below `http` for TCP and below `stream` for UDP. */
export class ConfiguredNginx implements Listener {
  readonly #servers: readonly ServerBlock[];

  constructor(config: string) {
    const [http = '', stream = ''] = config.split(/^stream \{$/m);
    this.#servers = [...blocksOf(http, 'TCP'), ...blocksOf(stream, 'UDP')];
  }

  listens(port: number, protocol: Protocol): boolean {
    return this.#at(port, protocol) !== undefined;
  }

  answer({ port, protocol, from }: Asked): string {
    const values = {
      remote_addr: from.address,
      remote_port: String(from.port),
      server_port: String(port),
    };
    const { text = '' } = this.#at(port, protocol) ?? {};
    return withValues(text, values);
  }

  #at(port: number, protocol: Protocol): ServerBlock | undefined {
    return this.#servers.find((server) => server.protocol === protocol && server.ports.has(port));
  }
}

function blocksOf(section: string, protocol: Protocol): ServerBlock[] {
  const [, ...servers] = section.split(SERVER);
  return servers.map((server) => ({
    protocol,
    ports: new Set(Array.from(server.matchAll(LISTEN), ([, port]) => Number(port))),
    text: withValues((RETURN.exec(server)?.[1] ?? '').replaceAll('\\n', '\n'), valuesOf(server)),
  }));
}

/** What `set` gives names to. */
function valuesOf(server: string): Record<string, string> {
  return Object.fromEntries(Array.from(server.matchAll(SET), ([, name = '', value = '']) => [name, value]));
}

function withValues(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\w+)/g, (whole, name: string) => values[name] ?? whole);
}
