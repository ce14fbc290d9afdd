import { expect, test } from '@jest/globals';
import { MarkedRecords } from './marked-records.ts';

const OUTPUT =
  '\nM begin\nbody one\nM no mark\n\nM url {"a": 1}\n\nM url {}\n\nM trace\n* words\nM at 0\n\n\nM end 0\n'.replaceAll(
    'M ',
    'MARK ',
  );
const RECORDS = [
  { kind: 'begin', value: '', before: '' },
  { kind: 'no', value: 'mark', before: 'body one' },
  { kind: 'url', value: '{"a": 1}', before: '' },
  { kind: 'url', value: '{}', before: '' },
  { kind: 'trace', value: '', before: '' },
  { kind: 'at', value: '0', before: '* words' },
  { kind: 'end', value: '0', before: '\n' },
];

test('records come out the same however the output is cut', () => {
  for (let size = 1; size <= OUTPUT.length; size += 1) {
    const records = new MarkedRecords('MARK');
    const parts = OUTPUT.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(parts.flatMap((part) => records.push(part))).toEqual(RECORDS);
  }
});

test('a mark inside a line is part of the body', () => {
  expect(new MarkedRecords('MARK').push('x MARK url {}\n')).toEqual([]);
});

test('of an endless body only the beginning is kept, and its end is still found', () => {
  const records = new MarkedRecords('MARK');
  expect(records.push('start')).toEqual([]);
  for (let n = 0; n < 100; n += 1) expect(records.push('x'.repeat(10_000))).toEqual([]);
  expect(records.push('\nMA')).toEqual([]);
  const [record] = records.push('RK url {}\n');
  expect(record).toMatchObject({ kind: 'url', value: '{}' });
  expect(record?.before).toBe(`start${'x'.repeat(65_531)}`);
});

test('a body that is nearly too long comes as it was', () => {
  const records = new MarkedRecords('MARK');
  expect(records.push('x'.repeat(65_533))).toEqual([]);
  expect(records.push('y\nMARK url {}\n')).toEqual([{ kind: 'url', value: '{}', before: `${'x'.repeat(65_533)}y` }]);
});
