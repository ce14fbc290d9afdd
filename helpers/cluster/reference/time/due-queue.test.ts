import { expect, test } from '@jest/globals';
import { DueQueue } from './due-queue.ts';

test('what is due first is taken first, and what is due together in the order in which it was added', () => {
  const queue = new DueQueue<{ id: number; due: number }>();
  const dues = [5, 3, 9, 3, 1, 7, 3, 1, 8, 2];
  for (const [id, due] of dues.entries()) queue.add({ id, due });
  const taken = dues.map(() => queue.takeFirst());
  const wanted = dues.map((due, id) => ({ id, due })).sort((a, b) => a.due - b.due || a.id - b.id);
  expect(taken).toEqual(wanted);
  expect(queue.takeFirst()).toBeUndefined();
});
