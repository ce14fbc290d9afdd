import { expect, test } from '@jest/globals';
import { LOCAL_PORTS_EACH as EACH } from './curl-config.ts';
import { takeLocalPorts } from './local-ports.ts';

/** All that so many probes may leave from. */
function taken(port: number, count: number): number[] {
  const first = takeLocalPorts('pod a', { host: '10.43.0.7', port }, count, EACH);
  return Array.from({ length: count * EACH }, (_, nth) => first + nth);
}

test('a thousand probes to one target have ports of their own, however many are sent elsewhere meanwhile', () => {
  const ports = Array.from({ length: 50 }, (_, nth) => {
    taken(9_000 + nth, 37);
    return taken(80, nth % 2 === 0 ? 1 : 37);
  }).flat();
  expect(ports).toHaveLength(950 * EACH);
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(12_000);
  expect(Math.max(...ports)).toBeLessThan(29_000);
});

test('a thousand probes that are sent in large batches come back to no port of those before them', () => {
  for (const port of [8_001, 8_002, 8_003, 8_004, 8_005]) {
    const trials = Array.from({ length: 40 }, () => taken(port, 1)).flat();
    const samples = Array.from({ length: 6 }, () => taken(port, 37)).flat();
    const batches = Array.from({ length: 6 }, () => taken(port, 200)).flat();
    const ports = [...trials, ...samples, ...batches];
    expect(new Set(ports).size).toBe(ports.length);
  }
});
