import { expect, test } from '@jest/globals';
import { labelSelectorText } from './label-selector.ts';

test('labels and expressions, as the API takes them', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In', values: ['x', 'y'] },
    { key: 'zone', operator: 'NotIn', values: ['z'] },
    { key: 'app', operator: 'Exists' },
    { key: 'old', operator: 'DoesNotExist' },
  ];
  expect(labelSelectorText({ matchLabels: { a: '1', b: '2' }, matchExpressions })).toBe(
    'a=1,b=2,tier in (x,y),zone notin (z),app,!old',
  );
  expect(labelSelectorText({})).toBe('');
});
