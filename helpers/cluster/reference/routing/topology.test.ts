import { expect, test } from '@jest/globals';
import { endpoint, node, service } from './model-fixture.ts';
import { localReadyAddresses, usableEndpoints } from './topology.ts';

const TERMINATING = { ready: false, terminating: true } as const;

function names(of: readonly { readonly node: string | undefined }[]): (string | undefined)[] {
  return of.map((each) => each.node);
}

function usable(endpoints: ReturnType<typeof endpoint>[], number: number, zone?: string) {
  const { cluster, local, any } = usableEndpoints(endpoints, { ...node(number), zone });
  return [names(cluster), names(local), any];
}

test('ready endpoints, and those of the node itself', () => {
  expect(usable([endpoint(1), endpoint(2), endpoint(3, { ready: false })], 1)).toEqual([
    ['node-1', 'node-2'],
    ['node-1'],
    true,
  ]);
});

test('those that terminate and still serve are taken where there is nothing else, here and for all separately', () => {
  expect(usable([endpoint(1, TERMINATING), endpoint(2)], 1)).toEqual([['node-2'], ['node-1'], true]);
  expect(usable([endpoint(1, TERMINATING)], 2)).toEqual([['node-1'], [], true]);
  expect(usable([endpoint(1, { ...TERMINATING, serving: false })], 1)).toEqual([[], [], false]);
});

test('hints count only if every ready endpoint has one, and one is for this node or else its zone', () => {
  const forNode = (number: number, name: string) => endpoint(number, { nodes: [name] });
  const crossed = [forNode(1, 'node-2'), forNode(2, 'node-1')];
  expect(usable(crossed, 1)).toEqual([['node-2'], ['node-1'], true]);
  expect(usable(crossed, 3)[0]).toEqual(['node-1', 'node-2']);
  expect(usable([forNode(1, 'node-2'), endpoint(2)], 2)[0]).toEqual(['node-1', 'node-2']);
  const zoned = [endpoint(1, { zones: ['a'] }), endpoint(2, { zones: ['b'] })];
  expect(usable(zoned, 3, 'b')[0]).toEqual(['node-2']);
  expect(usable(zoned, 3)[0]).toEqual(['node-1', 'node-2']);
});

test('a health check counts addresses that are ready on the node, not ports', () => {
  const { ports } = service([endpoint(1), endpoint(1, TERMINATING), endpoint(2)]);
  const twice = { ...service([]), ports: [...ports, ...ports] };
  expect([1, 2, 3].map((number) => localReadyAddresses(twice, `node-${number}`))).toEqual([1, 1, 0]);
});
