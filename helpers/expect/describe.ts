/** Words for people about clients, targets and backends, the same in every message and report. */
import type { Client, Target } from '../probe/probe.ts';
import type { Backend } from './backend.ts';

/** `172.18.0.3:30080`, `[fd00::3]:30080`. */
function hostPort(target: Target): string {
  return `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
}

/** `pod a/b on node c (10.42.0.5)`: who asks. */
export function describeClient(client: Client): string {
  const place = client.node && client.kind !== 'node' ? ` on node ${client.node}` : '';
  return `${client.kind === 'outside' ? 'outside: ' : ''}${client.name}${place}${client.address ? ` (${client.address})` : ''}`;
}

/** `nodePort 172.18.0.3:30080 of a/b on node c`: whom. */
export function describeTarget(target: Target): string {
  const service = target.service ? ` of ${target.service}` : '';
  return `${target.kind} ${hostPort(target)}${service}${target.node ? ` on node ${target.node}` : ''}`;
}

/** `a/b on node c (10.42.0.5), …`. */
export function describeBackends(backends: readonly Backend[]): string {
  return backends.map((backend) => `${backend.name} on node ${backend.node} (${backend.address})`).join(', ');
}
