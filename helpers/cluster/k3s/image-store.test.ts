import { expect, test } from '@jest/globals';
import { imageStore, MEMORY_FOR_IMAGES } from './image-store.ts';

test('images go to memory only where there is enough of it', () => {
  expect(imageStore(MEMORY_FOR_IMAGES)).toEqual({ '/var/lib/rancher/k3s/agent/containerd': 'rw,exec,suid,dev' });
  expect(imageStore(MEMORY_FOR_IMAGES - 1)).toEqual({});
});
