import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { reproduceCommands } from './reproduce.ts';

const images = { k3s: 'rancher/k3s:v1.36.3-k3s1', nginx: 'nginx:1.30.0' };

test('the same run on the same images, in a fresh checkout', () => {
  expect(reproduceCommands([], { images })).toEqual([
    'npm ci',
    'K3S_IMAGE=rancher/k3s:v1.36.3-k3s1 NGINX_IMAGE=nginx:1.30.0 npm start',
  ]);
  expect(reproduceCommands(['--proxy-mode=ipvs', '--focus', 'ARTICLE-7'], { images })[1]).toBe(
    'K3S_IMAGE=rancher/k3s:v1.36.3-k3s1 NGINX_IMAGE=nginx:1.30.0 npm start -- --proxy-mode=ipvs --focus ARTICLE-7',
  );
});

test('a shell reads every word as it was given', () => {
  const words = ['--focus', "it's $HOME", '', '*', 'a;b', '"'];
  const [, command = ''] = reproduceCommands(words, { images });
  const [, given] = command.split(' npm start -- ');
  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${given}`], { encoding: 'utf8' });
  expect(read).toBe(words.map((word) => `${word}\0`).join(''));
});
