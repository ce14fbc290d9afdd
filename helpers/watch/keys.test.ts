import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { stopKey } from './keys.ts';

class Keyboard extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  setRawMode(on: boolean) {
    this.raw = on;
  }
  resume() {}
  pause() {}
}

test('q aborts, Ctrl-C interrupts, anything else does nothing, and the terminal is as before afterwards', () => {
  const keyboard = new Keyboard();
  let interrupted = 0;
  const key = stopKey(keyboard, () => {
    interrupted += 1;
  });
  expect(keyboard.raw).toBe(true);
  keyboard.emit('data', Buffer.from('x'));
  expect({ aborted: key.signal.aborted, interrupted }).toEqual({ aborted: false, interrupted: 0 });
  keyboard.emit('data', Buffer.from('\u0003'));
  expect({ aborted: key.signal.aborted, interrupted }).toEqual({ aborted: false, interrupted: 1 });
  keyboard.emit('data', Buffer.from('q'));
  expect(key.signal.aborted).toBe(true);
  key[Symbol.dispose]();
  expect({ raw: keyboard.raw, listeners: keyboard.listenerCount('data') }).toEqual({ raw: false, listeners: 0 });
});

test('where standard input is no terminal nothing is read', () => {
  const keyboard = Object.assign(new Keyboard(), { isTTY: false });
  using _key = stopKey(keyboard);
  expect(keyboard.listenerCount('data')).toBe(0);
});
