import { expect, test } from '@jest/globals';
import type { PlaceFacts } from '../../failure-facts.ts';
import { look, lost, nodePort } from '../sample-facts.ts';
import { says } from '../says.ts';
import { onlyLoopback } from './only-loopback.ts';

const from: PlaceFacts = { kind: 'node', name: 'node node-1', node: 'node-1', address: '172.18.0.2' };
const onLoopback = { ...nodePort('node-1'), host: '127.0.0.1' };
const silent = [lost(from, onLoopback), lost(from, onLoopback)];

test('nodePorts that answer at the node and not on loopback', () => {
  expect(says(onlyLoopback, { looks: [...silent, look(from, nodePort('node-1'))] })).toEqual([
    'seen: on node node-1 nodePorts do not answer on loopback (0 of 2 probes), and do at other addresses (1 of 1 probe)',
    'possible: a packet filter on loopback, route_localnet switched off, or --iptables-localhost-nodeports=false',
  ]);
});

test('where they fail at other addresses too, or were not asked there, it is not loopback', () => {
  expect(says(onlyLoopback, { looks: [...silent, lost(from, nodePort('node-1'))] })).toEqual([]);
  expect(says(onlyLoopback, { looks: silent })).toEqual([]);
});

test('one probe that is lost, or one that is answered, is no rule', () => {
  const fine = look(from, nodePort('node-1'));
  expect(says(onlyLoopback, { looks: [...silent.slice(1), fine] })).toEqual([]);
  expect(says(onlyLoopback, { looks: [...silent, look(from, onLoopback), fine] })).toEqual([]);
});
