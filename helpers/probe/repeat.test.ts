import { expect, test } from '@jest/globals';
import { curlByHand } from './repeat.ts';

test('a command line for a target', () => {
  expect(curlByHand({ kind: 'ClusterIP', host: 'fd00::1', port: 80 })).toBe(
    "curl -qsvg --noproxy '*' --max-time 3 'http://[fd00::1]:80/'",
  );
});
