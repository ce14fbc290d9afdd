import { describe, expect, test } from '@jest/globals';
import { addressBytes, addressText } from './address-bytes.ts';

describe('the bytes of an address', () => {
  test.each([
    ['10.43.0.1', [10, 43, 0, 1]],
    ['fd00:43::a0b', [0xfd, 0, 0, 0x43, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0x0b]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ])('%s there and back', (text, bytes) => {
    expect(addressBytes(text)).toEqual(bytes);
    expect(addressText(bytes)).toBe(text);
  });
});
