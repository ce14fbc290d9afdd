import { expect, test } from '@jest/globals';
import type { Door, DoorEndpoint } from './door.ts';
import { everReady } from './ever-ready.ts';

const endpoint = (address: string, ready = true) => ({ address, port: 8080, ready }) as DoorEndpoint;
const door = (endpoints: readonly DoorEndpoint[], clusterIP = '10.43.0.5') =>
  ({ service: 'ns/web', clusterIP, nth: 0, endpoints }) as Door;
const addresses = (all: readonly DoorEndpoint[]) => all.map(({ address }) => address);

test('who was ready once stays, who never was does not come, and each door has its own', () => {
  const ever = everReady();
  expect(addresses(ever(door([endpoint('a'), endpoint('b', false)])))).toEqual(['a']);
  expect(addresses(ever(door([endpoint('c')])))).toEqual(['a', 'c']);
  expect(addresses(ever(door([], '10.43.0.6')))).toEqual([]);
});
