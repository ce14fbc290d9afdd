import { expect, test } from '@jest/globals';
import { SOCKET_PROGRAM } from './socket-program.ts';

test('its size goes before it, and no comment goes with it', () => {
  const [size = ''] = SOCKET_PROGRAM.split('\n', 1);
  const program = SOCKET_PROGRAM.slice(size.length + 1);
  expect(program).toHaveLength(Number(size));
  expect(program.split('\n').filter((line) => /^\s*#/.test(line))).toEqual([]);
});
