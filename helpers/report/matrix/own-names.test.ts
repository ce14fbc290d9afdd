import { expect, test } from '@jest/globals';
import { ownNames } from './own-names.ts';

test.each([
  [
    ['sc-1a2b3c-server', 'sc-1a2b3c-agent-1', 'sc-1a2b3c-agent-2'],
    ['server', 'agent-1', 'agent-2'],
  ],
  [
    ['kind-control-plane', 'kind-worker', 'kind-worker2'],
    ['control-plane', 'worker', 'worker2'],
  ],
  [
    ['a.example.org', 'b.example.org'],
    ['a.example.org', 'b.example.org'],
  ],
  [
    ['node-1', 'node-2'],
    ['node-1', 'node-2'],
  ],
  [['sc-1a2b3c-server'], ['sc-1a2b3c-server']],
  [[], []],
])('%j are %j', (names, own) => {
  expect(names.map(ownNames(names))).toEqual(own);
});

test('another name stays whole', () => {
  expect(ownNames(['x-a', 'x-b'])('x-c')).toBe('x-c');
});
