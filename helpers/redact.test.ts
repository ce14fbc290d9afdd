import { expect, test } from '@jest/globals';
import { keepSecret, redact, redactOutput } from './redact.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----';

test.each([
  [`token ${JWT} was refused`, 'token [redacted] was refused'],
  [`${PEM} after`, '[redacted] after'],
  [JSON.stringify({ a: PEM }), '{"a":"[redacted]"}'],
  [JSON.stringify({ a: PEM.slice(0, 38), b: PEM }, null, 1), '{\n "a": "[redacted]",\n "b": "[redacted]"\n}'],
  [Buffer.from(PEM).toString('base64'), '[redacted]'],
  ['Authorization: Bearer abcdefgh12345', 'Authorization: Bearer [redacted]'],
  ['authorization: basic YW5uOnBhc3N3b3Jk', 'authorization: basic [redacted]'],
  ['user: { token: abcdefgh12345 }', 'user: { token: [redacted] }'],
  [
    '{"status":{"token":"abcdefgh12345","clientKeyData":"abcdefgh12345"}}',
    '{"status":{"token":"[redacted]","clientKeyData":"[redacted]"}}',
  ],
  ['{"explanation":"{\\"token\\":\\"abcdefgh12345\\"}"}', '{"explanation":"{\\"token\\":\\"[redacted]\\"}"}'],
  ['client-certificate-data: abcdefgh12345', 'client-certificate-data: [redacted]'],
])('%j is redacted', (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each([
  'automountServiceAccountToken: false',
  'ARTICLE-5: pod a/b (10.42.1.5) -> ClusterIP 10.43.12.7:80 of a/my-service: 40 of 40 probes answered',
  'the token: none',
  'the bearer of bad news',
])('%j is no secret', (text) => {
  expect(redact(text)).toBe(text);
});

test('what is known to be secret is never seen, in JSON neither, and a longer one is not cut by a shorter one', () => {
  keepSecret('correct-horse', 'correct-horse "battery"\nstaple', 'short', undefined);
  expect(redact('it is correct-horse, short')).toBe('it is [redacted], short');
  expect(redact('correct-horse "battery"\nstaple')).toBe('[redacted]');
  expect(redact(JSON.stringify('correct-horse "battery"\nstaple'))).toBe('"[redacted]"');
});

test('what is printed is redacted, text and bytes alike, and nothing else is changed', () => {
  const seen: unknown[][] = [];
  const stream = { write: (...all: unknown[]) => seen.push(all) } as unknown as NodeJS.WriteStream;
  redactOutput([stream]);
  stream.write(`a ${JWT}\n`, 'utf8');
  stream.write(Buffer.from(`b ${JWT} ✓`));
  expect(seen).toEqual([['a [redacted]\n', 'utf8'], [Buffer.from('b [redacted] ✓')]]);
});
