import { expect, test } from '@jest/globals';
import type { Fields } from '../observation.ts';
import { probesText } from './probes-text.ts';
import { sampleAsked } from './sample-asked.ts';

function judged(object: unknown, holds = false): Fields {
  const stated = { target: 'Service shop/web', expected: 'spec.type "NodePort"', holds, repeat: 'kubectl get' };
  const cell = { ...sampleAsked().observation.cell, ...stated };
  return { kind: 'fields', requirement: 'SAMPLE-7', cell, object, wrong: [] };
}

test('fields that are not as they have to be are shown as YAML, without who wrote them', () => {
  const annotations = {
    why: 'a line that is longer than eighty characters stays one line, so that it can be searched for',
  };
  const metadata = { name: 'web', annotations, managedFields: [{ manager: 'kubectl' }] };
  expect(probesText([], [judged({ spec: {} }, true), judged({ metadata, spec: { type: 'ClusterIP' } })], [])).toBe(
    `Service shop/web
expected: spec.type "NodePort"
seen:
  spec:
    type: ClusterIP
  metadata:
    name: web
    annotations:
      why: ${annotations.why}
repeat: kubectl get
`,
  );
});

test.each([
  ['words', 'it is gone', ['  it is gone']],
  ['nothing', null, ['  null']],
  ['what was never read', undefined, ['  null']],
  ['values without metadata', { moved: 0 }, ['  moved: 0']],
])('%s can be shown too', (_, object, lines) => {
  const [, seen = ''] = probesText([], [judged(object)], []).split('seen:\n');
  expect(seen.split('\nrepeat:')[0]?.split('\n')).toEqual(lines);
});
