import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster.ts';
import { StartFailed } from '../cluster/start-failed.ts';
import { createdLine, existingLine, failedRungLine, groundLines, keptLines, openingLine, rungLine } from './lines.ts';
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
  [
    ['--cluster', 'reference', '--proxy-mode', 'nftables'],
    12,
    'run sc-1: 12 requirements on 3 nodes, kube-proxy in mode nftables of a reference cluster: shows how the suite works, is no evidence about any real cluster',
  ],
])('the first line for %j', (argv, requirements, line) => {
  expect(opening(argv, requirements)).toBe(line);
});

const NAMED = { context: 'prod', server: 'https://c.example:6443' };
const WHERE = 'run sc-1: 2 requirements on the existing cluster of context prod at https://c.example:6443:';
const END = 'removed afterwards, nothing else is touched';

test.each([
  [{}, `${WHERE} pods on at most 3 nodes and Services, in namespaces of its own; ${END}`],
  [{ namespace: 'a', maxNodes: 1 }, `${WHERE} pods on one node and Services, in namespace a; ${END}`],
  [
    { hostNetwork: true },
    `${WHERE} pods on at most 3 nodes, some in the nodes' own network and Services, in namespaces of its own; ${END}`,
  ],
])('the first line for an existing cluster with %j', (stated, line) => {
  const options = { namespace: undefined, hostNetwork: false, maxNodes: 3, ...stated };
  expect(existingLine(NAMED, options, 2, 'sc-1')).toBe(line);
});

test('which nodes get pods, and why others do not', () => {
  const nodes = ['a', 'b'].map((name) => ({ name, internalIPs: [] }));
  expect(groundLines({ nodes, leftOut: [], notices: [] })).toEqual(['nodes: a, b']);
  const leftOut = [{ name: 'c', why: 'is cordoned' }];
  expect(groundLines({ nodes, leftOut, notices: ['look'] })).toEqual([
    'nodes: a, b; left out: c (is cordoned)',
    'note: look',
  ]);
});

test.each([
  [[], 'all of it is gone, says the API'],
  [['pods/a'], 'not all of it is gone'],
  [null, 'whether it is gone could not be asked'],
])('what was created, of which %j is left', (left, gone) => {
  const objects = [
    { resource: 'services', count: 12 },
    { resource: 'namespaces', count: 1 },
  ];
  expect(createdLine({ objects, left })).toBe(`created: 12 services, 1 namespaces; ${gone}`);
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
