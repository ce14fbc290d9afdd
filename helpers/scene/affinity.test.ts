import { expect, test } from '@jest/globals';
import type { Continuity } from '../expect/observation.ts';
import type { ProbeResult } from '../probe/probe.ts';
import { AFFINITY_SAMPLES, sticksNow, stuckToAnother } from './affinity.ts';

function answers(...backends: (string | undefined)[]): ProbeResult[] {
  const target = { kind: 'ClusterIP', host: '10.43.0.9', port: 8123 } as const;
  return backends.map((backend) => ({
    ...{ request: { target, token: '', timeoutMs: 1 }, sentAt: 0, totalMs: 1, detail: '' },
    ...(backend === undefined ? { outcome: 'timeout' } : { outcome: 'answered', backend }),
  }));
}
const STUCK = Array.from({ length: AFFINITY_SAMPLES }, () => 'shop/a');

test.each([
  ['after it came to rest', ['shop/b', ...STUCK], true],
  ['too early to tell', STUCK.slice(1), false],
  ['with another among them', [...STUCK.slice(1), 'shop/b'], false],
  ['with a timeout among them', [...STUCK.slice(1), undefined], false],
  ['by nobody', STUCK.map(() => undefined), false],
])('sticks %s', (_, backends, sticks) => {
  expect(sticksNow(answers(...backends))).toBe(sticks);
});

test.each<[string, (string | undefined)[], string | undefined, boolean[]]>([
  ['to the last one', ['shop/b', 'shop/a', 'shop/a'], undefined, [false, true, true]],
  ['to another than the one left', ['shop/b', 'shop/a'], 'shop/b', [false, true]],
  ['never, if it is the one left', ['shop/a', 'shop/b'], 'shop/b', [false, false]],
  ['never, if nobody answers in the end', ['shop/a', undefined], undefined, [false, false]],
])('is stuck %s', (_, backends, left, holds) => {
  const results = answers(...backends);
  expect(results.map(stuckToAnother({ results } as unknown as Continuity, left).holds)).toEqual(holds);
});
