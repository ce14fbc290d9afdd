/** For tests: what is planned to be looked at, as lines, where there are two nodes with a client pod each. */
import type { Client } from '../../probe/probe.ts';
import { SERVICE, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import type { Asked } from '../observation.ts';
import { scriptedClient } from '../scripted-client.ts';
import { type LookPlan, plannedLooks } from './planned-looks.ts';

const {
  node: _node,
  address: _address,
  ...nowhere
} = scriptedClient(() => ({}), { kind: 'outside', name: 'this process' });
export const OUTSIDE: Client = nowhere;

export function clientOn(node: string): Client {
  return scriptedClient(() => ({}), { name: `pod on ${node}`, node });
}

export const PODS = ['node-1', 'node-2'].map(clientOn);

/** The node port of node 2, and the Service's ClusterIP. */
export const DOOR = { kind: 'nodePort', host: '172.18.0.3', port: 31_234, service: SERVICE, node: 'node-2' } as const;
export const CLUSTER_IP = { kind: 'ClusterIP', host: '10.43.0.7', port: 80, service: SERVICE } as const;

export function planned(failed: Asked, stated: Partial<LookPlan> = {}): string[] {
  const { services, endpoints, nodes } = sampleFacts();
  const about = { nodes: nodes.slice(0, 2), services, endpoints, leaving: [] };
  const looks = plannedLooks({ failed, pods: PODS, ...about, ...stated });
  return looks.map(({ client, target, wanted }) => {
    const at = `${target.kind} ${target.host}:${target.port}${target.protocol === 'UDP' ? '/UDP' : ''}`;
    return `${client.name} -> ${at}${wanted === 'answer' ? '' : ` ${wanted}`}`;
  });
}

/** Where node 1 is the only node, so that the list is short. */
export function plannedOnNode1(failed: Asked, stated: Partial<LookPlan> = {}): string[] {
  return planned(failed, { nodes: sampleFacts().nodes.slice(0, 1), ...stated });
}
