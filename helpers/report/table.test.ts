import { expect, test } from '@jest/globals';
import { alignedText, ruledText } from './table.ts';

const table = {
  title: 'kubectl get svc',
  columns: ['NAME', 'TYPE', 'EXTERNAL-IP'],
  rows: [
    ['my-service', 'ClusterIP', '<none>'],
    ['nodeport-service', 'NodePort', ''],
  ],
};

test('columns are aligned three spaces apart, without spaces at the end of a line', () => {
  expect(alignedText(table)).toBe(
    `NAME               TYPE        EXTERNAL-IP
my-service         ClusterIP   <none>
nodeport-service   NodePort`,
  );
});

test('a ruled table has its title above and a rule as wide as its longest line', () => {
  expect(ruledText({ title: 'Both', columns: ['A', 'B'], rows: [['long cell', 'x']] })).toBe(
    `Both

A           B
─────────────
long cell   x`,
  );
});

test('a cell stays on its line, and a row longer than the columns is shown whole', () => {
  expect(alignedText({ title: '', columns: ['A'], rows: [['two\nlines', '\u001b[31mred']] })).toBe(
    'A\ntwo lines   red',
  );
});

test('a table without rows is its column names', () => {
  expect(alignedText({ title: '', columns: ['A', 'B'], rows: [] })).toBe('A   B');
});
