import { expect, test } from '@jest/globals';
import { authority, probePath } from './url.ts';

test.each([
  ['10.0.0.1', '10.0.0.1:80'],
  ['fd00::1', '[fd00::1]:80'],
  ['my-service.web.svc', 'my-service.web.svc:80'],
])('the authority of %s', (host, expected) => {
  expect(authority({ host, port: 80 })).toBe(expected);
});

test.each(['', 'a b', 'a/b', 'a@b', '[::1]', 'a"\nurl = "b'])('%j is no host', (host) => {
  expect(() => authority({ host, port: 80 })).toThrow(
    new TypeError(`"${host}" is neither an IP address nor a DNS name`),
  );
});

test('a token can not leave the query', () => {
  expect(probePath('a&b="c')).toBe('/?probe=a%26b%3D%22c');
});
