import { describe, expect, test } from '@jest/globals';
import type { Client, Target } from '../../probe/probe.ts';
import { endpoint, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import type { Asked } from '../observation.ts';
import { sampleAsked } from './sample-asked.ts';
import { CLUSTER_IP, clientOn, DOOR, OUTSIDE, planned } from './sample-looks.ts';

describe('what should have been silent', () => {
  const silence = (client: Client, target: Target, stated: Partial<Asked['observation']> = {}) => {
    const failed = sampleAsked({ client, target });
    const observation = { ...failed.observation, kind: 'silence', ...stated };
    return { ...failed, observation } as unknown as Asked;
  };

  test('a door that should be closed is looked at on every node', () => {
    const nodes = sampleFacts().nodes.slice(0, 2);
    const more = nodes.map((each) => ({ ...each, internalIPs: [...each.internalIPs, 'fd00:18::2'] }));
    expect(planned(silence(OUTSIDE, DOOR), { nodes: more })).toEqual([
      'this process -> nodePort 172.18.0.3:31234 silence',
      'this process -> nodePort 172.18.0.2:31234 silence',
    ]);
    expect(planned(silence(OUTSIDE, { ...DOOR, kind: 'node IP', port: 80 }))).toEqual([
      'this process -> node IP 172.18.0.3:80 silence',
      'this process -> node IP 172.18.0.2:80 silence',
    ]);
  });

  test('one that is no node’s is looked at by the pods of other nodes too, where a pod found it open', () => {
    expect(planned(silence(clientOn('node-2'), CLUSTER_IP))).toEqual([
      'pod on node-2 -> ClusterIP 10.43.0.7:80 silence',
      'pod on node-1 -> ClusterIP 10.43.0.7:80 silence',
    ]);
    const node: Client = { ...clientOn('node-2'), kind: 'node', name: 'node node-2' };
    expect(planned(silence(node, CLUSTER_IP))).toEqual(['node node-2 -> ClusterIP 10.43.0.7:80 silence']);
    expect(planned(silence(OUTSIDE, CLUSTER_IP))).toEqual(['this process -> ClusterIP 10.43.0.7:80 silence']);
  });

  test('where its control did not answer, it is the control that is looked at', () => {
    const failed = { ...silence(OUTSIDE, { ...DOOR, port: 80 }, { evidence: null }), control: DOOR };
    expect(planned(failed)).toEqual(planned(sampleAsked({ client: OUTSIDE, target: DOOR })));
  });
});

describe('what may be silent', () => {
  const [cluster] = sampleFacts().services;
  const local = cluster && { ...cluster, externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local' };

  /** Places and doors of the Service of which nothing has to come. */
  function silent(service: typeof cluster, endpoints = [endpoint(0)], target: Target = DOOR): string[] {
    const lines = planned(sampleAsked({ client: OUTSIDE, target }), { services: service ? [service] : [], endpoints });
    return [...new Set(lines.filter((line) => line.endsWith(' either')).map((line) => line.replace(' either', '')))];
  }

  const CLUSTER_IP_2 = 'pod on node-2 -> ClusterIP 10.43.0.7:80';
  const NODE_PORT_2 = ['this process', 'pod on node-1', 'pod on node-2'].map(
    (from) => `${from} -> nodePort 172.18.0.3:31234`,
  );
  const ALL = [
    'this process -> nodePort 172.18.0.3:31234',
    ...['pod on node-1', 'pod on node-2'].flatMap((from) => [
      `${from} -> ClusterIP 10.43.0.7:80`,
      `${from} -> nodePort 172.18.0.3:31234`,
      `${from} -> nodePort 172.18.0.2:31234`,
    ]),
    'this process -> nodePort 172.18.0.2:31234',
  ];

  test('nothing of a Service that any node may answer for', () => {
    expect(silent(cluster)).toEqual([]);
  });

  test('by either policy a node without endpoints', () => {
    expect(silent(local)).toEqual([...NODE_PORT_2.slice(0, 2), CLUSTER_IP_2, ...NODE_PORT_2.slice(2)]);
    expect(silent(cluster && { ...cluster, externalTrafficPolicy: 'Local' })).toEqual(NODE_PORT_2);
    expect(silent(cluster && { ...cluster, internalTrafficPolicy: 'Local' })).toEqual([CLUSTER_IP_2]);
    expect(silent(local, [endpoint(0), endpoint(1)])).toEqual([]);
  });

  test('everything of a Service without endpoints that serve', () => {
    const ending = { ready: false, terminating: true };
    expect(silent(cluster, [endpoint(0, { ...ending, serving: true })])).toEqual([]);
    expect(silent(cluster, [endpoint(0, { ...ending, serving: false })])).toEqual(ALL);
    expect(silent(cluster, [endpoint(0, { ready: true, serving: false })])).toEqual([]);
    expect(silent(cluster, [endpoint(0, { service: 'shop/other' })])).toEqual(ALL);
    expect(silent(cluster, [])).toEqual(ALL);
  });
});
