import { expect, test } from '@jest/globals';
import type { ProbeResult } from '../probe/probe.ts';
import { contrastCell } from './contrast-cell.ts';
import { CLUSTER_IP } from './scripted-client.ts';

function results(...outcomes: Partial<ProbeResult>[]): ProbeResult[] {
  const request = { target: CLUSTER_IP, token: 't', timeoutMs: 1 };
  return outcomes.map((stated) => ({ request, outcome: 'answered', sentAt: 0, totalMs: 1, detail: '', ...stated }));
}

test('says who answers and whose address is seen', () => {
  const seen = results({ backend: 'shop/a' }, { backend: 'shop/b' }, { backend: 'shop/a' });
  expect(contrastCell(seen, 2, "the client's own 10.42.0.9")).toBe(
    "answers, 2 of 2 pods\nsees the client's own 10.42.0.9",
  );
  expect(contrastCell(seen, 2, '')).toBe('answers, 2 of 2 pods\nsees an address that no access log shows');
});

test('says what came in place of an answer, and hides no loss', () => {
  expect(contrastCell(results({ outcome: 'timeout' }, { outcome: 'stranger' }), 2, '')).toBe(
    'no answer\n(1 stranger, 1 timeout)',
  );
  const lossy = results({ backend: 'shop/a' }, { outcome: 'timeout' });
  expect(contrastCell(lossy, 2, 'node n 172.18.0.2')).toBe('1 of 2 answered, 1 of 2 pods\nsees node n 172.18.0.2');
});

test('a pod that did not answer stands beside the number of probes', () => {
  expect(contrastCell(results({ backend: 'shop/a' }), 2, 'x')).toBe('1 of 1 answered, 1 of 2 pods\nsees x');
});

test('who was not asked was not silent', () => {
  expect(contrastCell([], 2, '')).toBe('not asked\n(no time was left)');
});

test('a probe that was lost is counted, though every pod answered', () => {
  const seen = results({ backend: 'shop/a' }, { backend: 'shop/b' }, { outcome: 'timeout' });
  expect(contrastCell(seen, 2, 'x')).toBe('2 of 3 answered, 2 of 2 pods\nsees x');
});
