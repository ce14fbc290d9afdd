import { expect, test } from '@jest/globals';
import { parseFaultOptions } from './options.ts';

test('without options: all that are not kept, in mode iptables, on a throwaway k3s of three nodes', () => {
  const options = parseFaultOptions([], {});
  expect(options).toMatchObject({ names: [], mode: 'iptables', forMs: undefined, keep: false, list: false });
  expect(options.run).toMatchObject({ cluster: 'k3s', nodes: 3, proxyMode: 'iptables', keep: false });
});

test('names, mode, time and keep', () => {
  const options = parseFaultOptions(
    ['one', '--proxy-mode', 'nftables', 'two', '--for', '5m', '--keep', '--ip-family', 'dual'],
    {},
  );
  expect(options).toMatchObject({
    names: ['one', 'two'],
    mode: 'nftables',
    forMs: 300_000,
    keep: true,
    dualStack: true,
  });
  expect(options.run).toMatchObject({ proxyMode: 'nftables', keep: true });
});

test.each([
  [['--ip-family', 'ipv6'], '--ip-family ipv6: one of ipv4, dual is needed'],
  [['--proxy-mode', 'ipvs'], '--proxy-mode ipvs: one of iptables, nftables is needed'],
  [['--for', 'ever'], '--for ever: a time is needed, such as 600, 90s or 10m'],
  [['--all'], "Unknown option '--all'"],
])('%s is refused', (argv, message) => {
  expect(() => parseFaultOptions(argv, {})).toThrow(message);
});
