import { expect, test } from '@jest/globals';
import { SAMPLE_REQUIREMENTS, sampleCell, samplePath, sampleResult } from '../sample.ts';
import { matrixOf, spotAt } from './matrix.ts';

const NODES = ['node-1', 'node-2', 'node-3'];
const OUTSIDE = { kind: 'outside', node: null } as const;
const CLUSTER_IP = { kind: 'ClusterIP', node: null } as const;

test('clients and targets stand in the order of their kinds and of the nodes', () => {
  const paths = [
    samplePath({ from: OUTSIDE, to: { kind: 'nodePort', node: 'node-2', service: 's/a' } }),
    samplePath({ from: { kind: 'node', node: 'node-1' } }),
    samplePath({ from: { kind: 'pod', node: 'node-3' }, to: { kind: 'nodePort', node: 'node-1', service: 's/b' } }),
    samplePath({ from: { kind: 'pod', node: 'node-2' } }),
  ];
  const matrix = matrixOf([sampleResult('A-1', { cells: paths.map((path) => sampleCell({ path })) })], NODES);
  expect(matrix?.clients).toEqual([
    { kind: 'pod', node: 'node-2' },
    { kind: 'pod', node: 'node-3' },
    { kind: 'node', node: 'node-1' },
    OUTSIDE,
  ]);
  expect(matrix?.targets).toEqual([
    CLUSTER_IP,
    { kind: 'nodePort', node: 'node-1' },
    { kind: 'nodePort', node: 'node-2' },
  ]);
});

test('one spot holds all that was seen between two places, each sort by itself', () => {
  const control = { target: 't', outcomes: { answered: 10 } };
  const silent = sampleCell({ control, probes: 10, outcomes: { timeout: 10 }, backends: {}, missChance: null });
  const results = [
    sampleResult('A-1', { cells: [sampleCell(), sampleCell({ probes: 2, outcomes: { answered: 2 } })] }),
    sampleResult('A-2', { cells: [silent, sampleCell({ path: null })] }),
  ];
  const matrix = matrixOf(results, NODES);
  expect(matrix?.spots).toHaveLength(1);
  expect(matrix && spotAt(matrix, { kind: 'pod', node: 'node-2' }, CLUSTER_IP)).toMatchObject({
    holds: true,
    ids: ['A-1', 'A-2'],
    seen: {
      answer: { cells: 2, probes: 42, outcomes: { answered: 42 }, backends: { reached: 2, of: 2 } },
      silence: { cells: 1, probes: 10, outcomes: { timeout: 10 }, backends: null },
      traffic: null,
    },
  });
});

test.each([
  [[true, null, false], false],
  [[true, null], null],
  [[true, true], true],
])('of cells that hold %j the worst counts', (each, worst) => {
  const cells = each.map((holds) => sampleCell({ holds }));
  expect(matrixOf([sampleResult('A-1', { cells })], NODES)?.spots[0]?.holds).toBe(worst);
});

test('the fewest backends that a cell reached are shown, where it had to reach every one', () => {
  const [one] = Object.keys(samplePath().backends);
  const few = sampleCell({ backends: { [one ?? '']: 40 } });
  const any = sampleCell({ backends: {}, missChance: null });
  const matrix = matrixOf([sampleResult('A-1', { cells: [sampleCell(), few, any] })], NODES);
  expect(matrix?.spots[0]?.seen.answer?.backends).toEqual({ reached: 1, of: 2 });
});

test('where no cell says where its traffic went there is no matrix', () => {
  expect(matrixOf([sampleResult('A-1', { cells: [sampleCell({ path: null })] })], NODES)).toBeNull();
  expect(matrixOf([], NODES)).toBeNull();
  expect(matrixOf(SAMPLE_REQUIREMENTS, NODES)).not.toBeNull();
});
