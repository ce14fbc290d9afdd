import { expect, test } from '@jest/globals';
import { seenBy } from './access-log.ts';

const AT = '[22/Nov/2026:21:30:00 +0000]';

test('client addresses by token, from both of nginx’s formats', () => {
  const log = [
    `10.42.1.15 - - ${AT} "GET /?probe=a-1 HTTP/1.1" 200 615 "-" "curl/7.88.1"`,
    `fd00::5 - jane ${AT} "GET /?probe=a-2 HTTP/1.1" 200 615 "-" "curl/8.14.1" "-"`,
    `10.42.1.16 - - ${AT} "GET /?probe=a%263 HTTP/1.1" 404 615 "-" "-"`,
    `10.42.1.17 - - ${AT} "GET / HTTP/1.1" 200 615 "-" "kube-probe/1.36"`,
    `10.42.1.18 - - ${AT} "GET / HTTP/1.1" 200 615 "-" "GET /?probe=fake HTTP/1.1"`,
    '2026/11/22 21:30:00 [notice] 1#1: start worker processes',
    `2026/11/22 21:30:00 [notice] 10.42.1.19 - - ${AT} "GET /?probe=a-4 HTTP/1.1" 200`,
    '',
  ].join('\n');
  expect([...seenBy(log)]).toEqual([
    ['a-1', '10.42.1.15'],
    ['a-2', 'fd00::5'],
    ['a&3', '10.42.1.16'],
  ]);
});
