import { expect, test } from '@jest/globals';
import { sampleCell } from '../sample.ts';
import { cellTables } from './cells.ts';

const textOf = (...cells: Parameters<typeof sampleCell>[0][]) =>
  cellTables(cells.map((stated) => sampleCell(stated)))
    .join('\n')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

test('what was not as expected comes first, then what was never judged', () => {
  const text = textOf(
    { client: 'good' },
    { client: 'open', holds: null },
    { expected: 'else', client: 'bad', holds: false },
  );
  expect(text.match(/good|open|bad/g)).toEqual(['bad', 'open', 'good']);
});

test('cells with the same expectation share its sentence, with the chance of the sample that tells least', () => {
  const text = textOf({ missChance: 0.02 }, { missChance: 0.001 });
  expect(text.match(/every probe is answered/g)).toHaveLength(1);
  expect(text).toContain('(such a sample misses one by chance: 2 %)');
});

test('many backends are counted, the first of them named', () => {
  const backends = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`ns/pod-${index}`, 3]));
  const path = { from: { kind: 'pod', node: null }, to: { kind: 'ClusterIP', node: null, service: null } } as const;
  const nodes = Object.fromEntries(Object.keys(backends).map((name) => [name, 'node-1']));
  const text = textOf({ backends, path: { ...path, backends: nodes } });
  expect(text).toContain('150 of 150 3 pod-0 3 pod-1');
  expect(text).toContain('and 144 more');
  expect(text).not.toContain('pod-100');
});

test('the positive control stands beside a silence', () => {
  const text = textOf({ outcomes: { timeout: 10 }, control: { target: 'nodePort x', outcomes: { answered: 10 } } });
  expect(text).toContain('10 timeout beside it nodePort x: 10 answered');
});
