import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { parseOptions } from './options.ts';
import { reproduceCommands } from './reproduce.ts';

const images = { k3s: 'rancher/k3s:v1.36.3-k3s1', nginx: 'nginx:1.30.0' };

test('the same run on the same images, in a fresh checkout', () => {
  expect(reproduceCommands([], { images, existing: undefined })).toEqual([
    'npm ci',
    'K3S_IMAGE=rancher/k3s:v1.36.3-k3s1 NGINX_IMAGE=nginx:1.30.0 npm start',
  ]);
  expect(reproduceCommands(['--proxy-mode=ipvs', '--focus', 'ARTICLE-7'], { images, existing: undefined })[1]).toBe(
    'K3S_IMAGE=rancher/k3s:v1.36.3-k3s1 NGINX_IMAGE=nginx:1.30.0 npm start -- --proxy-mode=ipvs --focus ARTICLE-7',
  );
});

test('an existing cluster has nodes of its own', () => {
  const argv = ['--kubeconfig', 'prod.yaml'];
  expect(reproduceCommands(argv, parseOptions(argv, { NGINX_IMAGE: 'nginx:1' }))[1]).toBe(
    'NGINX_IMAGE=nginx:1 npm start -- --kubeconfig prod.yaml',
  );
});

test('a shell reads every word as it was given', () => {
  const words = ['--focus', "it's $HOME", '', '*', 'a;b', '"'];
  const [, command = ''] = reproduceCommands(words, { images, existing: undefined });
  const [, given] = command.split(' npm start -- ');
  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${given}`], { encoding: 'utf8' });
  expect(read).toBe(words.map((word) => `${word}\0`).join(''));
});
