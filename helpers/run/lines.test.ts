import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster.ts';
import { StartFailed } from '../cluster/start-failed.ts';
import { failedRungLine, keptLines, openingLine, rungLine } from './lines.ts';
import { parseOptions } from './options.ts';
import { outputOf } from './output.ts';

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

function climbed(about: { isTTY: boolean; quiet?: boolean }): string {
  let written = '';
  const stdout = { isTTY: about.isTTY, write: (text: string) => (written += text) } as never;
  const output = outputOf({ json: false, quiet: about.quiet ?? false }, {}, { stdout, stderr: process.stderr });
  const onRung = rungLine(output);
  onRung('first', 'start', 0);
  onRung('first', 'done', 1_234);
  onRung('second', 'start', 0);
  failedRungLine(new StartFailed('second', 50, new Error('x')), output);
  return stripVTControlCharacters(written);
}

const FIRST = '  first                                   1.2 s\n';
const SECOND = '  second                                  50 ms  not done\n';

test('in a pipe a rung is one line, when it is over', () => {
  expect(climbed({ isTTY: false })).toBe(`${FIRST}${SECOND}`);
});

test('on a terminal it stands there from its start', () => {
  const [first, second] = ['  first'.padEnd(38), '  second'.padEnd(38)];
  expect(climbed({ isTTY: true })).toBe(`${first} …\r${FIRST}${second} …\r${SECOND}`);
});

test('a quiet run says nothing of them', () => {
  expect(climbed({ isTTY: true, quiet: true })).toBe('');
});
