import { expect, test } from '@jest/globals';
import { atLeast } from './version.ts';

test.each([
  ['v1.36.3', '1.36', true],
  ['v1.36.3+k3s1', '1.36', true],
  ['v1.37.0-rc.1', '1.36', true],
  ['v1.37.0-rc.1', '1.37', true],
  ['v1.36.3', '1.37', false],
  ['v1.9.11', '1.10', false],
  ['v2.0.0', '1.36', true],
  ['v1.36+', '1.36', true],
])('%s is at least %s: %s', (version, minor, is) => {
  expect(atLeast(version, minor)).toBe(is);
});
