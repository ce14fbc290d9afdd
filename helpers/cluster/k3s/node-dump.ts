/** A node as an expert looks at it after a failure: all its rules, its connections, the end of its kube-proxy's log. */
import type { ClusterNode } from '../cluster.ts';
import { withShortAddresses } from './connection.ts';
import { containerLogTail } from './container-log.ts';
import type { Groups } from './node-rules.ts';
import { nodeShell } from './node-shell.ts';
import { groupsOf, NETWORK_SCRIPT, sectionsOf } from './node-snapshot.ts';

/** Bytes of the list of connections: a busy node has tens of thousands. */
const CONNECTIONS_BYTES = 4_000_000;

/** Where a distribution keeps kube-proxy's log in a file, and how much of it is read. */
const LOG_FILE = '/var/log/kube-proxy.log';
const LOG_LINES = 60;

/** Lines of a k3s log, in which all components write, that are its kube-proxy's. */
const OF_PROXY = /proxier|proxy|service ?config|endpoint ?slice ?config|iptables|nft/i;

/** What is missing is an empty section, for whoever has neither the tool nor the file. */
const SCRIPT = `${NETWORK_SCRIPT}
section connections
if command -v conntrack >/dev/null; then conntrack -L 2>/dev/null
elif [ -r /proc/net/nf_conntrack ]; then cat /proc/net/nf_conntrack; fi | head -c ${CONNECTIONS_BYTES}
section log
[ -r ${LOG_FILE} ] && tail -n ${LOG_LINES} ${LOG_FILE}; true`;

export interface NodeDump {
  readonly groups: Groups;
  /** Connections that the kernel tracks, a line each; empty where nothing shows them. */
  readonly connections: readonly string[];
  /** The last lines of kube-proxy's log. */
  readonly proxyLog: readonly string[];
}

/** @throws {NodeCommandFailed} {EngineError} */
export async function dumpNode(node: ClusterNode, within: number): Promise<NodeDump> {
  const { stdout } = await nodeShell(node).run(SCRIPT, { within });
  const sections = sectionsOf(stdout);
  const lines = (name: string) => (sections.get(name) ?? '').split('\n').filter(Boolean);
  const inFile = lines('log');
  const proxyLog = inFile.length > 0 ? inFile : (await containerLogTail(node)).filter((line) => OF_PROXY.test(line));
  const connections = lines('connections').map(withShortAddresses);
  return { groups: groupsOf(stdout), connections, proxyLog: proxyLog.slice(-LOG_LINES) };
}
