import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster.ts';
import { StartFailed } from '../cluster/start-failed.ts';
import { failedRungLine, keptLines, openingLine, rungLine } from './lines.ts';
import { parseOptions } from './options.ts';

const ENV = { K3S_IMAGE: 'k3s:1', NGINX_IMAGE: 'nginx:1' };
const opening = (argv: readonly string[], requirements: number) =>
  openingLine(parseOptions(argv, ENV), requirements, 'sc-1');

test.each([
  [[], 12, 'run sc-1: 12 requirements on a throwaway k3s, 3 nodes of k3s:1; removed afterwards'],
  [['--nodes', '1', '--keep'], 1, 'run sc-1: 1 requirement on a throwaway k3s, 1 node of k3s:1; kept afterwards'],
  [
    ['--proxy-mode', 'nftables'],
    2,
    'run sc-1: 2 requirements on a throwaway k3s, 3 nodes of k3s:1, kube-proxy in mode nftables; removed afterwards',
  ],
  [
    ['--proxy-mode', 'none', '--ip-family', 'dual'],
    2,
    'run sc-1: 2 requirements on a throwaway k3s, 3 nodes of k3s:1, kube-proxy switched off, IPv4 and IPv6; removed afterwards',
  ],
  [
    ['--cluster', 'reference', '--proxy-mode', 'nftables'],
    12,
    'run sc-1: 12 requirements on 3 nodes, kube-proxy in mode nftables of a reference cluster: shows how the suite works, is no evidence about any real cluster',
  ],
])('the first line for %j', (argv, requirements, line) => {
  expect(opening(argv, requirements)).toBe(line);
});

test('how to use a kept cluster, and how to remove it', () => {
  expect(keptLines({ kubeconfig: '/tmp/x/kubeconfig', runId: 'sc-1' } as Cluster)).toEqual([
    '\nthe cluster of run sc-1 is kept:',
    '  export KUBECONFIG=/tmp/x/kubeconfig',
    '  npm run clean    # removes it',
  ]);
});

const { isTTY } = process.stdout;
let written = '';

beforeEach(() => {
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += stripVTControlCharacters(String(text));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.stdout.isTTY = isTTY;
});

function climbed(terminal: boolean): string {
  process.stdout.isTTY = terminal;
  rungLine('first', 'start', 0);
  rungLine('first', 'done', 1_234);
  rungLine('second', 'start', 0);
  failedRungLine(new StartFailed('second', 50, new Error('x')));
  return written;
}

const FIRST = '  first                                   1.2 s\n';
const SECOND = '  second                                  50 ms  not done\n';

test('in a pipe a rung is one line, when it is over', () => {
  expect(climbed(false)).toBe(`${FIRST}${SECOND}`);
});

test('on a terminal it stands there from its start', () => {
  const [first, second] = ['  first'.padEnd(38), '  second'.padEnd(38)];
  expect(climbed(true)).toBe(`${first} …\r${FIRST}${second} …\r${SECOND}`);
});
