import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { imagesOf, pinnedImage } from './images.ts';

const DOCKERFILE = readFileSync(new URL('../fixtures/images/Dockerfile', import.meta.url), 'utf8');
const STAGES = Array.from(DOCKERFILE.matchAll(/^FROM (\S+) AS (\S+)$/gm), ([, image, stage]) => ({ image, stage }));

test('the stage names the image, though others begin with its name', () => {
  const text = 'FROM a/k3s:v1.35.1-k3s1 AS k3s-1.35\n# FROM a/k3s:v0.0.0 AS k3s\nFROM a/k3s:v1.36.1-k3s1 AS k3s\n';
  expect(pinnedImage(text, 'k3s')).toBe('a/k3s:v1.36.1-k3s1');
});

test('a stage that is missing is named', () => {
  const message = 'fixtures/images/Dockerfile: no line "FROM <image> AS nginx"';
  expect(() => pinnedImage('FROM a/k3s:v1.36.1-k3s1 AS k3s\n', 'nginx')).toThrow(new Error(message));
});

test('K3S_IMAGE and NGINX_IMAGE replace the pins, each for itself; an empty one does not', () => {
  const pins = { k3s: pinnedImage(DOCKERFILE, 'k3s'), nginx: pinnedImage(DOCKERFILE, 'nginx') };
  expect(imagesOf({})).toEqual(pins);
  expect(imagesOf({ K3S_IMAGE: 'mine/k3s:1' })).toEqual({ ...pins, k3s: 'mine/k3s:1' });
  expect(imagesOf({ NGINX_IMAGE: 'mine/nginx:1' })).toEqual({ ...pins, nginx: 'mine/nginx:1' });
  expect(imagesOf({ K3S_IMAGE: '', NGINX_IMAGE: '' })).toEqual(pins);
});

test('every stage is pinned to a full version, and every line that starts one is read', () => {
  expect(STAGES.map(({ stage }) => stage)).toEqual(['k3s', 'nginx', 'k3s-1.35', 'k3s-1.34']);
  expect(STAGES).toHaveLength(DOCKERFILE.match(/^\s*FROM\b/gim)?.length ?? 0);
  for (const { image, stage } of STAGES) {
    expect(image).toMatch(stage === 'nginx' ? /^nginx:\d+\.\d+\.\d+$/ : /^rancher\/k3s:v\d+\.\d+\.\d+-k3s\d+$/);
  }
});

test('a stage that names a minor is of that minor', () => {
  const older = STAGES.filter(({ stage }) => stage?.startsWith('k3s-'));
  expect(older).toHaveLength(2);
  for (const { image, stage } of older) expect(image).toContain(`:v${stage?.slice('k3s-'.length)}.`);
});

test('the workflow runs on exactly the minors that are pinned', () => {
  const workflow = parse(
    readFileSync(new URL('../.github/workflows/service-conformance.yml', import.meta.url), 'utf8'),
  );
  const k3s = STAGES.filter(({ stage }) => stage?.startsWith('k3s'));
  const pinned = k3s.map(({ image }) => image?.match(/:v(\d+\.\d+)\./)?.[1]);
  expect(workflow.jobs.conformance.strategy.matrix.kubernetes).toEqual(pinned.sort());
});
