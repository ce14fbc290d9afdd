import { expect, test } from '@jest/globals';
import { chromiumPath } from './chromium.ts';

test('CHROMIUM goes before PATH', () => {
  expect(chromiumPath({ CHROMIUM: process.execPath, PATH: '/nowhere' })).toBe(process.execPath);
});

test.each([
  [{ PATH: '/nowhere' }, 'none of chromium, chromium-browser, google-chrome-stable, google-chrome is on PATH'],
  [{ CHROMIUM: '/nowhere/chromium' }, 'CHROMIUM=/nowhere/chromium is no program'],
])('with %j it says in one line what to do', (env, why) => {
  expect(() => chromiumPath(env)).toThrow(
    `no browser to test the page in: ${why}; install one (apt-get install chromium), or name one by CHROMIUM`,
  );
});
