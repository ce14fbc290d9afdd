import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { Parts } from './parts.ts';

test('what does not come in time, or fails, costs no other part and is named', async () => {
  const parts = new Parts(50);
  const taken = await Promise.all([
    parts.take('nodes', [], async () => ['node-1']),
    parts.take('events', ['none'], () => Promise.reject(new Error('403 Forbidden\nand more'))),
    parts.take('rules of node node-1', [], () => new Promise<string[]>(() => {})),
  ]);
  expect(taken).toEqual([['node-1'], ['none'], []]);
  expect(getEventListeners(parts.signal, 'abort')).toEqual([]);
  expect(parts.missing).toEqual(['events: 403 Forbidden', 'rules of node node-1: not there within 0.05 s']);
  expect(await parts.take('late', 'nothing', async () => 'something')).toBe('nothing');
  expect(parts.signal.aborted).toBe(true);
});
