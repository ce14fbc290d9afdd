import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { IdlePool } from './idle-pool.ts';

class Item {
  broken = false;
  closed = 0;
  async close(): Promise<void> {
    this.closed += 1;
  }
}

function pool(idleMs: number) {
  const opened: Item[] = [];
  const open = () => {
    const item = new Item();
    opened.push(item);
    return item;
  };
  return { opened, pool: new IdlePool(open, idleMs) };
}

test('what was given back is used again, and by one at a time', () => {
  const { opened, pool: items } = pool(60_000);
  const [a, b] = [items.take(), items.take()];
  expect(a).not.toBe(b);
  items.give(a);
  items.give(b);
  expect(items.take()).toBe(b);
  expect(items.take()).toBe(a);
  expect(opened).toHaveLength(2);
});

test('what broke is closed and replaced, in use or idle', () => {
  const { pool: items } = pool(60_000);
  const inUse = items.take();
  inUse.broken = true;
  items.give(inUse);
  expect(inUse.closed).toBe(1);
  const idle = items.take();
  expect(idle).not.toBe(inUse);
  items.give(idle);
  idle.broken = true;
  expect(items.take()).not.toBe(idle);
  expect(idle.closed).toBe(1);
});

test('what nobody wants is closed', async () => {
  const { pool: items } = pool(20);
  const item = items.take();
  items.give(item);
  await sleep(200);
  expect(item.closed).toBe(1);
  expect(items.take()).not.toBe(item);
});

test('each is closed when its own time is over', async () => {
  const { pool: items } = pool(150);
  const [early, late] = [items.take(), items.take()];
  items.give(early);
  await sleep(75);
  items.give(late);
  while (early.closed === 0) await sleep(5);
  expect(items.take()).toBe(late);
  expect([early.closed, late.closed]).toEqual([1, 0]);
  expect(items.take()).not.toBe(early);
});

test('disposed of, it closes what is idle and what comes back', async () => {
  const { pool: items } = pool(60_000);
  const [idle, late] = [items.take(), items.take()];
  items.give(idle);
  await items[Symbol.asyncDispose]();
  expect([idle.closed, late.closed]).toEqual([1, 0]);
  items.give(late);
  expect(late.closed).toBe(1);
});
