import { expect, test } from '@jest/globals';
import { BACKEND_PORT, backendConfig, LONG_ANSWERS_PORT, MORE_PORTS } from './backend-config.ts';

async function configOf(...families: ('IPv4' | 'IPv6')[]): Promise<string> {
  const { data } = await backendConfig('shop', 'nonce-1', families);
  return data?.['nginx.conf'] ?? '';
}

test('every port listens over HTTP, the first ones over UDP too, and nothing is left to fill in but what the pod knows', async () => {
  const text = await configOf('IPv4');
  for (const port of [BACKEND_PORT, MORE_PORTS.from, MORE_PORTS.to]) expect(text).toContain(`listen ${port};`);
  for (const port of [BACKEND_PORT, 9000, 9009]) expect(text).toContain(`listen ${port} udp;`);
  expect(text).not.toContain('9010 udp');
  expect(text).not.toContain('[::]');
  expect(new Set(text.match(/@[A-Z_]+@/g))).toEqual(new Set(['@POD@', '@NODE@']));
  expect(text.match(/service-conformance nonce-1 @POD@/g)).toHaveLength(3);
});

test('long answers are longer than a jumbo frame', async () => {
  const [, server = ''] = (await configOf('IPv4')).split(`listen ${LONG_ANSWERS_PORT};`);
  const kib = /set \$kib "(x+)";/.exec(server)?.[1] ?? '';
  const [answer = ''] = /return 200 .*/.exec(server) ?? [];
  expect(answer.replaceAll('$kib', kib).length).toBeGreaterThan(16 * 1024);
});

test('IPv6 only where pods have it', async () => {
  const both = await configOf('IPv4', 'IPv6');
  expect(both).toContain('listen 8080;');
  expect(both).toContain('listen [::]:8080;');
  expect(both).toContain('listen [::]:8080 udp;');
});

test('where pods have IPv6 alone nothing waits for IPv4, the place of the readiness probe included', async () => {
  const text = await configOf('IPv6');
  expect(text).toContain('listen [::]:8079;');
  expect(text.match(/^ *listen (?!\[::\]:).*/gm)).toBeNull();
});
