import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { identify, titleOf, whatItSaw, whoAnswered } from './identity.ts';
import { localShells } from './local-program.ts';

let folder: string;
let page: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
  page = join(folder, 'index page.html');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each(localShells().map((shell) => [shell]))('%j', (shell) => {
  const run = (nonce: string, backend: string) => {
    const [, ...rest] = identify(nonce, backend, page);
    const [command = '', ...options] = shell;
    return spawnSync(command, [...options, ...rest], { encoding: 'utf8' });
  };

  test('a page carries the comment once, however often it is written', () => {
    writeFileSync(page, '<title>Welcome to nginx!</title>');
    expect([run('n1', 'web/pod-1').status, run('n1', 'web/pod-1').status]).toEqual([0, 0]);
    expect(readFileSync(page, 'utf8')).toBe(
      '<title>Welcome to nginx!</title>\n<!-- service-conformance n1 web/pod-1 -->\n',
    );
  });

  test('a page that does not exist is an error', () => {
    const { status, stderr } = run('n1', 'web/pod-1');
    expect({ status, stderr }).toEqual({ status: 1, stderr: `no page ${page}\n` });
  });

  test('a name is data, never code', () => {
    writeFileSync(page, '');
    run('n1', '$(id)/`id`"\'');
    expect(readFileSync(page, 'utf8')).toBe('\n<!-- service-conformance n1 $(id)/`id`"\' -->\n');
  });
});

test('by default it is nginx’s own page', () => {
  expect(identify('n1', 'web/pod-1')).toEqual([
    ...['sh', '-c', expect.any(String), 'identify'],
    ...['<!-- service-conformance n1 web/pod-1 -->', '/usr/share/nginx/html/index.html'],
  ]);
});

test('a nonce that could be a pattern is refused, in whole or in part', () => {
  for (const nonce of ['n1.*', '.*n1', '']) expect(() => whoAnswered('', nonce)).toThrow(TypeError);
  expect(() => whoAnswered('', '.*')).toThrow(new TypeError('a nonce is letters, digits, - and _, not ".*"'));
});

test.each([
  ['<!-- service-conformance n1 web/pod-1 -->', 'web/pod-1'],
  ['x<p><!-- service-conformance n1 a.b/c-d.e --></p>', 'a.b/c-d.e'],
  ['<!-- service-conformance n12 web/pod-1 -->', undefined],
  ['<!-- service-conformance xn1 web/pod-1 -->', undefined],
  ['<!-- service-conformance n1 web/pod-1', undefined],
  ['GET /?probe=n1', undefined],
  ['', undefined],
])('who answered with %j', (body, who) => {
  expect(whoAnswered(body, 'n1')).toBe(who);
});

test.each([
  ['<TITLE lang="en">\n 404  Not\nFound </TITLE>', '404 Not Found'],
  ['<title></title>', ''],
  ['<title>cut', undefined],
  [`<title>${'x'.repeat(201)}</title>`, 'x'.repeat(200)],
])('the title of %j', (body, title) => {
  expect(titleOf(body)).toBe(title);
});

const SAW = '<!-- saw fd00::5 40001 on 8053 at node-2 -->';
test.each([
  [`<!-- service-conformance n1 web/pod-1 -->\n${SAW}\n`, { address: 'fd00::5', port: 40_001 }],
  [`<!-- service-conformance n2 web/pod-1 -->\n${SAW}\n`, undefined],
  [SAW, undefined],
  ['<!-- service-conformance n1 web/pod-1 -->\n<!-- saw fd00::5 40001 on', undefined],
])('whom the sender of %j saw', (body, from) => {
  expect(whatItSaw(body, 'n1')).toEqual(from && { from, serverPort: 8053, node: 'node-2' });
});
