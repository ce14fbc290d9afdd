import { expect, test } from '@jest/globals';
import { LOCAL_PORTS_EACH, takeLocalPorts } from './local-ports.ts';

function taken(from: string, count: number, worker: number): number[] {
  const first = takeLocalPorts(from, count, worker);
  return Array.from({ length: count }, (_, nth) => first + nth * LOCAL_PORTS_EACH);
}

test('two thousand probes from one place have ports of their own, whatever they are sent to', () => {
  const ports = Array.from({ length: 80 }, (_, nth) => taken('pod a', nth % 2 === 0 ? 1 : 37, 1)).flat();
  expect(ports).toHaveLength(1_520);
  const all = ports.flatMap((port) => Array.from({ length: LOCAL_PORTS_EACH }, (_, more) => port + more));
  expect(new Set(all).size).toBe(all.length);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(12_000);
  expect(Math.max(...all)).toBeLessThan(29_000);
});

test('two processes that send from one place share no port', () => {
  const rounds = (worker: number) => Array.from({ length: 120 }, () => taken(`pod b ${worker}`, 37, worker)).flat();
  const [ofOne, ofTwo] = [new Set(rounds(1)), rounds(2)];
  expect(ofTwo.filter((port) => ofOne.has(port) || ofOne.has(port - 1))).toEqual([]);
});
