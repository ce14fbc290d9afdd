import { expect, test } from '@jest/globals';
import type { V1Node } from '@kubernetes/client-node';
import { imagesLikely } from './images-likely.ts';

function node(name: string, images: readonly string[], architecture = 'amd64'): V1Node {
  const nodeInfo = { architecture } as NonNullable<NonNullable<V1Node['status']>['nodeInfo']>;
  return { metadata: { name }, status: { images: [{ names: [...images] }], nodeInfo } };
}

test('an image that is there, by any of its names, is not mentioned', () => {
  expect(imagesLikely([node('a', ['docker.io/library/nginx:1']), node('b', ['nginx:1'])], 'nginx:1')).toEqual([]);
});

test('who lacks it pulls it, and other architectures need it too', () => {
  expect(imagesLikely([node('a', ['nginx:1']), node('b', ['nginx:10'], 'arm64')], 'nginx:1')).toEqual([
    'image nginx:1 is not among those that node b report: it will be pulled (NGINX_IMAGE names another)',
    'nodes are amd64, arm64: image nginx:1 has to be there for arm64 too',
  ]);
});
