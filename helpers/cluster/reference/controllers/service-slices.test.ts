import { expect, test } from '@jest/globals';
import type { V1EndpointSlice, V1Pod, V1Service } from '@kubernetes/client-node';
import { slicesOf } from './service-slices.ts';

const SELECTOR = { app: 'web' };

function pod(
  name: string,
  ready: boolean,
  more: { deleted?: boolean; phase?: string; port?: number; sidecar?: number } = {},
): V1Pod {
  const declared = (containerPort: number | undefined) => (containerPort ? [{ name: 'web', containerPort }] : []);
  return {
    metadata: { name, labels: SELECTOR, ...(more.deleted && { deletionTimestamp: new Date(0) }) },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'a', ports: declared(more.port) }],
      initContainers: [{ name: 'b', restartPolicy: 'Always', ports: declared(more.sidecar) }],
    },
    status: {
      ...{ phase: more.phase ?? 'Running', podIP: name },
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

function slices(spec: NonNullable<V1Service['spec']>, ...pods: V1Pod[]): V1EndpointSlice[] {
  const service = {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: SELECTOR, ports: [{ port: 80 }], ...spec },
  };
  return slicesOf(service, pods, () => undefined) as unknown as V1EndpointSlice[];
}

const conditions = (of: V1EndpointSlice[]) =>
  of.flatMap(({ endpoints = [] }) => endpoints.map((each) => each.conditions));

test('conditions: ready, serving and terminating, and what publishNotReadyAddresses makes of them', () => {
  const pods = [pod('a', true), pod('b', false), pod('c', true, { deleted: true })];
  expect(conditions(slices({}, ...pods))).toEqual([
    { ready: true, serving: true, terminating: false },
    { ready: false, serving: false, terminating: false },
    { ready: false, serving: true, terminating: true },
  ]);
  const published = conditions(slices({ publishNotReadyAddresses: true }, ...pods));
  expect(published.map((each) => each?.ready)).toEqual([true, true, true]);
});

test('a pod that has finished is left out, and one slice stays where there is none', () => {
  expect(slices({}, pod('a', false, { phase: 'Succeeded' }), pod('b', true, { phase: 'Failed' }))).toMatchObject([
    { endpoints: [], ports: null },
  ]);
});

test("a named targetPort is each pod's own number: a slice a number, sidecars among those that declare it", () => {
  const named = { ports: [{ port: 80, targetPort: 'web' }] };
  const pods = [pod('a', true, { port: 9001 }), pod('b', true, { sidecar: 9002 }), pod('c', true)];
  const ports = slices(named, ...pods).map((slice) => [
    slice.endpoints?.[0]?.addresses[0],
    slice.ports?.map(({ port }) => port),
  ]);
  expect(ports).toEqual([
    ['a', [9001]],
    ['b', [9002]],
    ['c', []],
  ]);
});

test('PreferSameNode hints each ready endpoint to its own node', () => {
  const [slice] = slices({ trafficDistribution: 'PreferSameNode' }, pod('a', true), pod('b', false));
  expect(slice?.endpoints?.map(({ hints }) => hints)).toEqual([{ forNodes: [{ name: 'node-1' }] }, undefined]);
});

test('neither ExternalName nor a Service without selector has any', () => {
  expect(slices({ type: 'ExternalName' }, pod('a', true))).toEqual([]);
  expect(slices({ selector: {} }, pod('a', true))).toEqual([]);
});
