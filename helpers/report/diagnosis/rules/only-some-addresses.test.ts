import { expect, test } from '@jest/globals';
import { look, lost, nodePort, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { onlySomeAddresses } from './only-some-addresses.ts';

const from = podOn('node-1');
const open = nodePort('node-1');
const second = { ...open, host: '10.42.0.1' };

test('the addresses that answer are told from those that do not', () => {
  expect(says(onlySomeAddresses, { looks: [look(from, open), lost(from, second), lost(from, second)] })).toEqual([
    'seen: node node-1 answers at its nodePort at 172.18.0.2, and not at 10.42.0.1',
  ]);
});

test('one probe is no rule, loopback is another’s business, and other nodes are other nodes', () => {
  expect(says(onlySomeAddresses, { looks: [look(from, open), lost(from, second)] })).toEqual([]);
  const loopback = { ...open, host: '127.0.0.1' };
  expect(says(onlySomeAddresses, { looks: [look(from, open), lost(from, loopback), lost(from, loopback)] })).toEqual(
    [],
  );
  const other = nodePort('node-2');
  expect(says(onlySomeAddresses, { looks: [look(from, open), lost(from, other), lost(from, other)] })).toEqual([]);
});
