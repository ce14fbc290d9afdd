import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { KubernetesObject, V1Deployment } from '@kubernetes/client-node';
import { readManifests } from './kube/manifests.ts';
import { articleOverlays, imageOverlay, overlaid, spareNodeOverlay } from './overlays.ts';

const IMAGE = 'mirror.example/nginx:1.30.0';

function cluster(nodes: number) {
  return {
    nodes: Array.from({ length: nodes }, (_, index) => ({ name: `node-${index + 1}`, internalIPs: ['192.0.2.1'] })),
    images: { k3s: 'k3s:1', nginx: IMAGE },
  };
}

async function manifest(name: string): Promise<KubernetesObject[]> {
  return readManifests(fileURLToPath(new URL(`../fixtures/${name}.yaml`, import.meta.url)));
}

async function myDeployment(): Promise<V1Deployment> {
  const [object] = await manifest('my-deployment');
  return object as V1Deployment;
}

test("the run's image takes the place of nginx, and nothing else changes", async () => {
  const deployment = await myDeployment();
  const changed = overlaid(deployment, [imageOverlay(IMAGE)]);
  expect(changed.spec?.template.spec?.containers[0]?.image).toBe(IMAGE);
  expect(JSON.stringify(changed)).toBe(JSON.stringify(deployment).replace('"image":"nginx"', `"image":"${IMAGE}"`));
  expect(imageOverlay(IMAGE).why).toBe(`image: ${IMAGE} instead of nginx (NGINX_IMAGE)`);
});

test('only where the manifest says nginx', async () => {
  const deployment = await myDeployment();
  const images = ['nginx', 'nginx:1.25', 'busybox', undefined];
  const containers = images.map((image, index) => ({ name: `c${index}`, ...(image && { image }) }));
  const spec = imageOverlay(IMAGE).change({ ...deployment.spec?.template.spec, containers });
  expect(spec.containers.map(({ image }) => image)).toEqual([IMAGE, 'nginx:1.25', 'busybox', undefined]);
});

test('the DaemonSets of the clients get it too', async () => {
  const clients = await manifest('clients');
  const changed = clients.map((object) => overlaid(object, [imageOverlay(IMAGE)]) as V1Deployment);
  expect(changed.map(({ spec }) => spec?.template.spec?.containers[0]?.image)).toEqual([IMAGE, IMAGE]);
});

test('the manifest that was given is not touched', async () => {
  const deployment = await myDeployment();
  overlaid(deployment, articleOverlays(cluster(2)));
  expect(deployment).toEqual(await myDeployment());
});

test('what has no pod template stays as it is', async () => {
  const [service] = await manifest('my-service');
  const templateless = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'empty' } };
  for (const object of [service as KubernetesObject, templateless]) {
    expect(overlaid(object, articleOverlays(cluster(2)))).toBe(object);
  }
});

test.each([0, 1, 3, 4])('with %i nodes no node is kept free', (nodes) => {
  expect(spareNodeOverlay(cluster(nodes))).toBeUndefined();
  expect(articleOverlays(cluster(nodes)).map(({ why }) => why)).toEqual([imageOverlay(IMAGE).why]);
});

test('with two nodes the last one is kept free', async () => {
  const overlays = articleOverlays(cluster(2));
  expect(overlays.map(({ why }) => why)).toEqual([
    `image: ${IMAGE} instead of nginx (NGINX_IMAGE)`,
    'affinity: my-deployment stays off node node-2, so that a node without a pod of it exists',
  ]);
  const spec = overlaid(await myDeployment(), overlays).spec?.template.spec;
  expect(spec?.containers[0]?.image).toBe(IMAGE);
  expect(spec?.affinity).toEqual({
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }],
      },
    },
  });
});
