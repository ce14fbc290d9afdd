import { expect, test } from '@jest/globals';
import type { V1ServiceSpec } from '@kubernetes/client-node';
import { Failure } from './failure.ts';
import { ServiceRange } from './service-addresses.ts';
import type { ServiceObject } from './service-object.ts';
import { ServiceStrategy } from './service-strategy.ts';

const RANGE = new ServiceRange('10.43.0.0/20');

function service(spec: V1ServiceSpec, name = 'web'): ServiceObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'default', name }, spec };
}

function prepared(spec: V1ServiceSpec, before?: ServiceObject, others: V1ServiceSpec[] = []): ServiceObject {
  return new ServiceStrategy(() => others, RANGE).prepare(service(spec), before);
}

/** `fields: message` of what is rejected. */
function rejected(spec: V1ServiceSpec, before?: ServiceObject, others: V1ServiceSpec[] = []): [string[], string] {
  try {
    prepared(spec, before, others);
  } catch (error) {
    if (error instanceof Failure) return [error.causes.map(({ field }) => field), error.message];
    throw error;
  }
  throw new Error('it was accepted');
}

const PORTS = [{ port: 80 }];

test('what is not said, and what is given: outside of the low bands', () => {
  const { spec } = prepared({ type: 'NodePort', ports: [{ port: 80 }, { name: 'x', port: 81 }].slice(0, 1) });
  expect(spec).toMatchObject({
    ...{
      type: 'NodePort',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      externalTrafficPolicy: 'Cluster',
    },
    ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', clusterIPs: [spec.clusterIP] },
    ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
  });
  expect(spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_086);
  const [, , third, last] = (spec.clusterIP ?? '').split('.').map(Number);
  expect((third ?? 0) * 256 + (last ?? 0)).toBeGreaterThan(255);
});

test('a ClusterIP that is taken, foreign or changed', () => {
  const other = { clusterIPs: ['10.43.0.20'] };
  expect(prepared({ ports: PORTS, clusterIP: '10.43.0.20' }).spec.clusterIPs).toEqual(['10.43.0.20']);
  expect(rejected({ ports: PORTS, clusterIP: '10.43.0.20' }, undefined, [other])).toEqual([
    ['spec.clusterIPs'],
    'Service "web" is invalid: spec.clusterIPs: Invalid value: ["10.43.0.20"]: failed to allocate IP 10.43.0.20: provided IP is already allocated',
  ]);
  expect(rejected({ ports: PORTS, clusterIP: '192.0.2.1' })[1]).toContain('not in the valid range');
  const before = prepared({ ports: PORTS });
  const moved = { ...before.spec, clusterIP: '10.43.0.21', clusterIPs: ['10.43.0.21'] };
  expect(rejected(moved, before)[1]).toContain(
    'spec.clusterIPs[0]: Invalid value: ["10.43.0.21"]: may not change once set',
  );
});

test('a nodePort is a number, whatever its protocol', () => {
  const wanted = (nodePort: number, protocol: string) => ({
    type: 'NodePort',
    ports: [{ port: 80, protocol, nodePort }],
  });
  expect(prepared(wanted(30_050, 'TCP')).spec.ports?.[0]?.nodePort).toBe(30_050);
  const [fields, message] = rejected(wanted(30_050, 'UDP'), undefined, [wanted(30_050, 'TCP')]);
  expect(fields).toEqual(['spec.ports[0].nodePort']);
  expect(message).toContain('provided port is already allocated');
  expect(rejected(wanted(80, 'TCP'))[1]).toContain('The range of valid ports is 30000-32767');
});

test('one number over both protocols gets one nodePort when they are created together, and not later', () => {
  const tcp = { name: 'tcp', port: 53, protocol: 'TCP' };
  const udp = { name: 'udp', port: 53, protocol: 'UDP' };
  const numbers = ({ spec }: ServiceObject) => (spec.ports ?? []).map(({ nodePort }) => nodePort);
  const [first, second] = numbers(prepared({ type: 'NodePort', ports: [tcp, udp] }));
  expect(first).toBe(second);
  const before = prepared({ type: 'NodePort', ports: [tcp] });
  const [kept, added] = numbers(prepared({ ...before.spec, ports: [...(before.spec.ports ?? []), udp] }, before));
  expect(kept).toBe(numbers(before)[0]);
  expect(added).not.toBe(kept);
});

test('a change that leaves out what was given keeps it, a port by its name', () => {
  const before = prepared({ type: 'NodePort', ports: [{ name: 'web', port: 80 }] });
  const again = prepared({ type: 'NodePort', ports: [{ name: 'web', port: 80 }] }, before);
  expect(again.spec).toEqual(before.spec);
  const taken = { type: 'NodePort', ports: before.spec.ports ?? [] };
  const renamed = prepared({ type: 'NodePort', ports: [{ name: 'other', port: 80 }] }, before, [taken]);
  expect(renamed.spec.clusterIP).toBe(before.spec.clusterIP);
  expect(renamed.spec.ports?.[0]?.nodePort).not.toBe(before.spec.ports?.[0]?.nodePort);
});

test('a change of type drops what belonged to the old one', () => {
  const before = prepared({ type: 'NodePort', ports: PORTS.map((each) => ({ ...each })) });
  const plain = prepared({ ...structuredClone(before.spec), type: 'ClusterIP' }, before);
  expect(plain.spec).toMatchObject({ clusterIP: before.spec.clusterIP });
  expect(plain.spec.ports?.[0]).not.toHaveProperty('nodePort');
  expect(plain.spec).not.toHaveProperty('externalTrafficPolicy');
  const alias = prepared({ ...structuredClone(plain.spec), type: 'ExternalName', externalName: 'example.org' }, plain);
  expect(alias.spec).not.toHaveProperty('clusterIP');
  const back = prepared({ ...structuredClone(alias.spec), type: 'ClusterIP', externalName: '' }, alias);
  expect(RANGE.holds(back.spec.clusterIP ?? '')).toBe(true);
});

test('a health check port comes and goes with what needs it', () => {
  const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: PORTS.map((each) => ({ ...each })) };
  const before = prepared(local);
  expect(before.spec.healthCheckNodePort).toBeGreaterThan(30_000);
  const spread = prepared({ ...structuredClone(before.spec), externalTrafficPolicy: 'Cluster' }, before);
  expect(spread.spec).not.toHaveProperty('healthCheckNodePort');
});
