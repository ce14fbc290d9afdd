import { expect, test } from '@jest/globals';
import { SERVICE, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { scriptedSubject } from '../scripted-client.ts';
import { plannedLooks } from './planned-looks.ts';
import { sampleAsked } from './sample-asked.ts';
import { CLUSTER_IP, clientOn, DOOR, OUTSIDE, PODS, planned, plannedOnNode1 } from './sample-looks.ts';

const FROM_PODS = ['node-1', 'node-2'].flatMap((node) => [
  `pod on ${node} -> ClusterIP 10.43.0.7:80`,
  `pod on ${node} -> ClusterIP 10.43.0.7:80`,
  `pod on ${node} -> nodePort 172.18.0.3:31234`,
  `pod on ${node} -> nodePort 172.18.0.2:31234`,
  `pod on ${node} -> pod IP 10.42.0.5:80`,
  `pod on ${node} -> pod IP 10.42.1.5:80`,
]);
const POD_IPS = ['pod on node-1 -> pod IP 10.42.0.5:80', 'pod on node-1 -> pod IP 10.42.1.5:80'];

test('the failed target again, then every door from every node, and the pods past the Service', () => {
  expect(planned(sampleAsked({ client: OUTSIDE, target: DOOR }))).toEqual([
    'this process -> nodePort 172.18.0.3:31234',
    ...FROM_PODS,
    'this process -> nodePort 172.18.0.2:31234',
  ]);
});

test('each target says to which Service it belongs, and to which node', () => {
  const [client = OUTSIDE] = PODS;
  const { nodes, services, endpoints } = sampleFacts();
  const failed = sampleAsked({ client, target: CLUSTER_IP });
  const looks = plannedLooks({ failed, pods: [client], nodes: nodes.slice(0, 1), services, endpoints, leaving: [] });
  expect(looks.map(({ target }) => target)).toEqual([
    CLUSTER_IP,
    { kind: 'nodePort', host: '172.18.0.2', port: 31_234, service: SERVICE, node: 'node-1' },
    { kind: 'pod IP', host: '10.42.0.5', port: 80, service: SERVICE, node: 'node-1' },
    { kind: 'pod IP', host: '10.42.1.5', port: 80, service: SERVICE, node: 'node-2' },
  ]);
});

test('a pod that is gone or on its way may answer and need not, over either protocol', () => {
  const [client = OUTSIDE] = PODS;
  const failed = sampleAsked({ client, target: { ...CLUSTER_IP, protocol: 'UDP' } });
  const looks = plannedOnNode1(failed, { pods: [client], leaving: ['shop/a'] });
  expect(looks.filter((line) => line.includes('pod IP'))).toEqual([
    'pod on node-1 -> pod IP 10.42.0.5:80/UDP either',
    'pod on node-1 -> pod IP 10.42.0.5:80 either',
    'pod on node-1 -> pod IP 10.42.1.5:80/UDP',
    'pod on node-1 -> pod IP 10.42.1.5:80',
  ]);
});

test('of many nodes and many backends four each are asked, those nodes first that the failure names', () => {
  const names = [1, 2, 3, 4, 5, 6].map((index) => `node-${index}`);
  const nodes = names.map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`], ready: true }));
  const backends = names.map((node, index) => ({ name: `shop/${index}`, address: `10.42.${index}.5`, node }));
  const target = { ...DOOR, host: '172.18.0.7', node: 'node-6' };
  const failed = {
    ...sampleAsked({ client: clientOn('node-5'), target }),
    of: scriptedSubject({ backends }),
  };
  const each = (pod: string) => [
    ...['ClusterIP 10.43.0.7:80', 'ClusterIP 10.43.0.7:80'].map((to) => `${pod} -> ${to}`),
    ...[6, 7, 2, 3].map((host) => `${pod} -> nodePort 172.18.0.${host}:31234`),
    ...[0, 1, 2, 3].map((host) => `${pod} -> pod IP 10.42.${host}.5:80`),
  ];
  expect(planned(failed, { nodes, pods: names.map(clientOn) })).toEqual([
    'pod on node-5 -> nodePort 172.18.0.7:31234',
    ...['node-1', 'node-2', 'node-5', 'node-6'].flatMap((node) => each(`pod on ${node}`)),
  ]);
});

test('the doors are those of the port that failed', () => {
  const ports = [
    { name: 'dns', protocol: 'UDP', port: 443, nodePort: 31_442 },
    { name: 'http', protocol: 'TCP', port: 80, nodePort: 31_234 },
    { name: 'https', protocol: 'TCP', port: 443, nodePort: 31_443 },
  ];
  const services = sampleFacts().services.map((each) => ({ ...each, ports }));
  const doors = ['pod on node-1 -> ClusterIP 10.43.0.7:443', 'pod on node-1 -> nodePort 172.18.0.2:31443'];
  const client = clientOn('node-1');
  const byPort = plannedOnNode1(sampleAsked({ client, target: { ...CLUSTER_IP, port: 443 } }), { services });
  expect([...new Set(byPort)].slice(0, 2)).toEqual(doors);
  const target = { ...DOOR, host: '172.18.0.2', port: 31_443, node: 'node-1' };
  const byNodePort = plannedOnNode1(sampleAsked({ client: OUTSIDE, target }), { services });
  expect([...new Set(byNodePort)].slice(1, 3)).toEqual(doors);
});

test('the doors are those of the Service that the target names, or of the one that was asked', () => {
  const { services, endpoints } = sampleFacts();
  const other = services.map((each) => ({ ...each, name: 'shop/other', clusterIPs: ['10.43.0.9'] }));
  const stated = { services: [...other, ...services], endpoints };
  const { service: _, ...unnamed } = DOOR;
  const first = (target: typeof unnamed & { service?: string }) =>
    plannedOnNode1(sampleAsked({ client: OUTSIDE, target }), stated)[1];
  expect(first({ ...DOOR, service: 'shop/other' })).toBe('pod on node-1 -> ClusterIP 10.43.0.9:80 either');
  expect(first(unnamed)).toBe('pod on node-1 -> ClusterIP 10.43.0.7:80');
});

test('of a Service that is not known, or has no such port or no address, only the pods are asked', () => {
  const failed = sampleAsked({ client: OUTSIDE, target: DOOR });
  const own = 'this process -> nodePort 172.18.0.3:31234';
  expect(plannedOnNode1(failed, { services: [] })).toEqual([`${own} either`, ...POD_IPS]);
  const { services } = sampleFacts();
  const elsewhere = services.map((each) => ({
    ...each,
    ports: each.ports.map((port) => ({ ...port, nodePort: 30_000 })),
  }));
  expect(plannedOnNode1(failed, { services: elsewhere })).toEqual([own, ...POD_IPS]);
  const headless = services.map((each) => ({
    ...{ ...each, clusterIPs: [] },
    ports: each.ports.map((port) => ({ ...port, nodePort: null })),
  }));
  const target = { ...CLUSTER_IP, kind: 'DNS name', host: 'web.shop.svc.cluster.local' } as const;
  expect(plannedOnNode1(sampleAsked({ client: clientOn('node-1'), target }), { services: headless })).toEqual([
    'pod on node-1 -> DNS name web.shop.svc.cluster.local:80',
    ...POD_IPS,
  ]);
});

test('over UDP the pods are asked over TCP too', () => {
  const services = sampleFacts().services.map((each) => ({
    ...each,
    ports: each.ports.map((port) => ({ ...port, protocol: 'UDP' })),
  }));
  const target = { ...DOOR, protocol: 'UDP' } as const;
  expect(plannedOnNode1(sampleAsked({ client: OUTSIDE, target }), { services })).toEqual([
    'this process -> nodePort 172.18.0.3:31234/UDP',
    'pod on node-1 -> ClusterIP 10.43.0.7:80/UDP',
    'pod on node-1 -> ClusterIP 10.43.0.7:80/UDP',
    'pod on node-1 -> nodePort 172.18.0.2:31234/UDP',
    ...POD_IPS.flatMap((line) => [`${line}/UDP`, line]),
    'this process -> nodePort 172.18.0.2:31234/UDP',
  ]);
});

test('the failed target is no other port of its address, and none of another protocol', () => {
  const own = { kind: 'pod IP', host: '10.42.0.5', port: 9_090, service: SERVICE, node: 'node-1' } as const;
  const client = clientOn('node-1');
  const stated = { pods: [client] };
  expect(plannedOnNode1(sampleAsked({ client, target: own }), stated)).toEqual([
    'pod on node-1 -> pod IP 10.42.0.5:9090',
    ...POD_IPS,
  ]);
  const udp = { ...own, port: 80, protocol: 'UDP' } as const;
  expect(plannedOnNode1(sampleAsked({ client, target: udp }), stated)).toEqual(
    POD_IPS.flatMap((line) => [`${line}/UDP`, line]),
  );
});

test('a pod has to answer at its own IP whatever the policy of its Service is, and nobody that of one that is gone', () => {
  const { services } = sampleFacts();
  const local = services.map((each) => ({ ...each, internalTrafficPolicy: 'Local' }));
  const pod = { kind: 'pod IP', host: '10.42.1.5', port: 80, service: SERVICE, node: 'node-2' } as const;
  const far = sampleAsked({ client: clientOn('node-3'), target: pod });
  expect(planned(far, { services: local, pods: [] })).toEqual(['pod on node-3 -> pod IP 10.42.1.5:80']);
  const gone = services.map((each) => ({ ...each, exists: false }));
  const left = sampleAsked({ client: clientOn('node-3'), target: CLUSTER_IP });
  expect(planned(left, { services: gone, pods: [] })).toEqual(['pod on node-3 -> ClusterIP 10.43.0.7:80 either']);
});
