import { expect, test } from '@jest/globals';
import { curlConfig } from './curl-config.ts';
import { takeLocalPorts } from './local-ports.ts';
import type { ProbeRequest } from './probe.ts';

const request = (host: string, token: string): ProbeRequest => ({
  target: { kind: 'ClusterIP', host, port: 80 },
  token,
  timeoutMs: 1_500,
});

/** The next ten local ports to a target; the lowest come after the highest. */
function portsAfter(before: number): string {
  const first = before + 20 > 28_999 ? 12_000 : before + 10;
  return `${first}-${first + 9}`;
}

test('each probe is a transfer with a name, ports and a token of its own, and the host that a person would ask for', () => {
  const before = takeLocalPorts('a place', { host: 'fd00::7', port: 80 }, 1, 10);
  const config = curlConfig('a place', 'MARK', 1_500, [request('fd00::7', 'a'), request('fd00::7', 'b&c')]);
  const [size, ...lines] = config.split('\n');
  expect(Number(size)).toBe(config.length - `${size}\n`.length);
  const first = Number(/local-port = (\d+)/.exec(config)?.[1]);
  expect([before + 10, 12_000]).toContain(first);
  const common = [
    ...['silent', 'verbose', 'no-buffer', 'globoff', 'noproxy = "*"', 'header = "Host: [fd00::7]:80"'],
    ...['max-time = 1.500', 'max-filesize = 65536', 'limit-rate = 262144'],
    expect.stringMatching(/^write-out = "\\nMARK url .*\\n%\{stderr\}\\nMARK at %\{urlnum\} exit%\{exitcode\}\\n"$/),
  ];
  expect(lines).toEqual([
    ...common,
    `local-port = ${first}-${first + 9}`,
    'connect-to = "probe-0.invalid:80:[fd00::7]:80"',
    'url = "http://probe-0.invalid:80/?probe=a"',
    'next',
    ...common,
    `local-port = ${first + 10}-${first + 19}`,
    'connect-to = "probe-1.invalid:80:[fd00::7]:80"',
    'url = "http://probe-1.invalid:80/?probe=b%26c"',
    '',
  ]);
});

test('where targets differ each has its own ports in turn, and no host is put in for them', () => {
  const [a, b] = ['10.43.0.7', '10.43.0.8'].map((host) => takeLocalPorts('b place', { host, port: 80 }, 1, 10));
  if (a === undefined || b === undefined) throw new Error('there are two');
  const config = curlConfig('b place', 'MARK', 1_500, [request('10.43.0.7', 'a'), request('10.43.0.8', 'b')]);
  expect(config).toContain('noproxy = "*"\nmax-time = 1.500\n');
  const ports = [...config.matchAll(/local-port = (\S+)/g)].map(([, range]) => range);
  expect(ports).toEqual([portsAfter(a), portsAfter(b)]);
});
