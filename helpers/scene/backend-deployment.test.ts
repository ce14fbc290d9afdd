import { expect, test } from '@jest/globals';
import { backendDeployment } from './backend-deployment.ts';

const options = { name: 'a', labels: { app: 'x' }, replicas: 2, graceSeconds: 20, preStopSeconds: 15 };

test('a Deployment makes backends, none of which goes before another is Ready', async () => {
  const { metadata, spec } = await backendDeployment(options, 1, 'shop', 'nginx:1');
  expect(metadata).toEqual({ name: 'a', namespace: 'shop' });
  expect(spec).toMatchObject({
    replicas: 2,
    selector: { matchLabels: { app: 'x' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: {
      metadata: { labels: { app: 'x' } },
      spec: {
        terminationGracePeriodSeconds: 20,
        containers: [{ image: 'nginx:1', lifecycle: { preStop: { exec: { command: ['sleep', '15'] } } } }],
      },
    },
  });
  expect(spec?.template.spec?.containers[0]?.readinessProbe).toBeDefined();
});

test('another rollout is another template of the same Deployment', async () => {
  const [first, second] = await Promise.all([1, 2].map((nth) => backendDeployment(options, nth, 'shop', 'nginx:1')));
  expect(second?.spec?.template.metadata?.annotations).toEqual({ 'service-conformance/rollout': '2' });
  const { annotations = {} } = second?.spec?.template.metadata ?? {};
  annotations['service-conformance/rollout'] = '1';
  expect(second).toEqual(first);
});
