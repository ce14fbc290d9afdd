import { expect, test } from '@jest/globals';
import type { Client } from '../../probe/probe.ts';
import { SERVICE, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import type { Asked } from '../observation.ts';
import { scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { type LookPlan, plannedLooks } from './planned-looks.ts';
import { sampleAsked } from './sample-asked.ts';

const {
  node: _node,
  address: _address,
  ...nowhere
} = scriptedClient(() => ({}), { kind: 'outside', name: 'this process' });
const outside: Client = nowhere;
const pods = ['node-1', 'node-2'].map((node) => scriptedClient(() => ({}), { name: `pod on ${node}`, node }));
const door = { kind: 'nodePort', host: '172.18.0.3', port: 31_234, service: SERVICE, node: 'node-2' } as const;

function plan(failed: Asked, stated: Partial<LookPlan> = {}): string[] {
  const { services, endpoints, nodes } = sampleFacts();
  const looks = plannedLooks({ failed, pods, nodes: nodes.slice(0, 2), services, endpoints, ...stated });
  return looks.map(({ client, target, wanted }) => {
    const at = `${target.kind} ${target.host}:${target.port}${target.protocol === 'UDP' ? '/UDP' : ''}`;
    return `${client.name} -> ${at}${wanted === 'answer' ? '' : ` ${wanted}`}`;
  });
}

const FROM_PODS = ['node-1', 'node-2'].flatMap((node) => [
  `pod on ${node} -> ClusterIP 10.43.0.7:80`,
  `pod on ${node} -> ClusterIP 10.43.0.7:80`,
  `pod on ${node} -> nodePort 172.18.0.3:31234`,
  `pod on ${node} -> nodePort 172.18.0.2:31234`,
  `pod on ${node} -> pod IP 10.42.0.5:80`,
  `pod on ${node} -> pod IP 10.42.1.5:80`,
]);

test('the failed target again, then every door from every node, and the pods past the Service', () => {
  expect(plan(sampleAsked({ client: outside, target: door }))).toEqual([
    'this process -> nodePort 172.18.0.3:31234',
    ...FROM_PODS,
    'this process -> nodePort 172.18.0.2:31234',
  ]);
});

test('over UDP the pods are asked over TCP too', () => {
  const services = sampleFacts().services.map((each) => ({
    ...each,
    ports: each.ports.map((port) => ({ ...port, protocol: 'UDP' })),
  }));
  const looks = plan(sampleAsked({ client: outside, target: { ...door, protocol: 'UDP' } }), { services });
  expect(looks).toContain('pod on node-1 -> pod IP 10.42.0.5:80/UDP');
  expect(looks).toContain('pod on node-1 -> pod IP 10.42.0.5:80');
  expect(looks).toContain('pod on node-2 -> ClusterIP 10.43.0.7:80/UDP');
});

test('over IPv6 the pods are asked at their IPv6 addresses, which only the EndpointSlices tell', () => {
  const { services, endpoints } = sampleFacts();
  const dual = services.map((each) => ({ ...each, clusterIPs: [...each.clusterIPs, 'fd00:43::7'] }));
  const { backends } = scriptedSubject();
  const six = endpoints.map((each, index) => ({
    ...{ ...each, address: `fd00:42:${index}::5`, pod: backends[index]?.name ?? '' },
  }));
  const target = { kind: 'ClusterIP', host: 'fd00:43::7', port: 80, service: SERVICE } as const;
  const [client] = pods;
  if (!client) throw new Error('no client');
  const looks = plan(sampleAsked({ client, target }), { services: dual, endpoints: [...endpoints, ...six] });
  expect(looks.filter((line) => line.includes('pod on node-1 -> pod IP'))).toEqual([
    'pod on node-1 -> pod IP fd00:42:0::5:80',
    'pod on node-1 -> pod IP fd00:42:1::5:80',
  ]);
});

test('a node that the policy lets be silent, and a Service without endpoints, may be so', () => {
  const services = sampleFacts().services.map((each) => ({ ...each, externalTrafficPolicy: 'Local' }));
  const endpoints = sampleFacts().endpoints.slice(0, 1);
  const local = plan(sampleAsked({ client: outside, target: door }), { services, endpoints });
  expect(local[0]).toBe('this process -> nodePort 172.18.0.3:31234 either');
  expect(local.at(-1)).toBe('this process -> nodePort 172.18.0.2:31234');
  const none = plan(sampleAsked({ client: outside, target: door }), { endpoints: [] });
  expect(none.filter((line) => !line.includes('pod IP') && !line.endsWith('either'))).toEqual([]);
});

test('a door that should be closed is looked at on every node', () => {
  const failed = sampleAsked({ client: outside, target: door });
  const silence = { ...failed, observation: { ...failed.observation, kind: 'silence' } } as unknown as Asked;
  expect(plan(silence)).toEqual([
    'this process -> nodePort 172.18.0.3:31234 silence',
    'this process -> nodePort 172.18.0.2:31234 silence',
  ]);
});
