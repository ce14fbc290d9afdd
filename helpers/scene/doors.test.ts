import { expect, test } from '@jest/globals';
import type { V1Service } from '@kubernetes/client-node';
import type { Client } from '../probe/probe.ts';
import { besideOpen, type Door, nextNodeDoors } from './doors.ts';
import type { Stage } from './stage.ts';

const on = (node: string) => ({ kind: 'pod', name: `pod on ${node}`, node }) as Client;
const service: V1Service = {
  metadata: { namespace: 'a', name: 'b' },
  spec: { clusterIP: '10.43.0.9', ipFamilies: ['IPv4'], ports: [{ port: 8123, nodePort: 30123 }] },
};

function stage(...names: string[]) {
  const nodes = names.map((name, index) => ({ name, internalIPs: [`172.20.0.${index + 2}`] }));
  return { cluster: { nodes }, places: { pods: names.map(on) } } as unknown as Pick<Stage, 'cluster' | 'places'>;
}

const inWords = ({ client, target }: Door) => `${client.name} -> ${target.host}`;

test('asks each node from the next one, and a lone node from itself', () => {
  expect(nextNodeDoors(stage('n1', 'n2', 'n3'), service).map(inWords)).toEqual([
    'pod on n2 -> 172.20.0.2',
    'pod on n3 -> 172.20.0.3',
    'pod on n1 -> 172.20.0.4',
  ]);
  expect(nextNodeDoors(stage('n1'), service).map(inWords)).toEqual(['pod on n1 -> 172.20.0.2']);
});

test('pairs doors of the same client, and refuses others', () => {
  const [first, second] = nextNodeDoors(stage('n1', 'n2'), service);
  if (!first || !second) throw new Error('no doors');
  expect(besideOpen([first], [first])[0]?.control).toBe(first.target);
  expect(() => besideOpen([first], [second])).toThrow('a closed door without an open one beside it');
  expect(() => besideOpen([first], [])).toThrow('a closed door without an open one beside it');
});
