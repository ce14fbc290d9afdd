import { expect, test } from '@jest/globals';
import type { V1Deployment, V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { Footprint } from '../cluster/cluster.ts';
import { backendPod } from '../scene/backend-pod.ts';
import { withFootprint } from './footprint.ts';

const FOOTPRINT: Footprint = {
  ...{ labels: { run: 'sc-1', scene: 'a' }, nodes: ['n1', 'n2'], tolerations: [], hostNetwork: false, ledger: '' },
};

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 65_532,
  seccompProfile: { type: 'RuntimeDefault' },
};

const onNode = (name: string) => ({ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] });

test('anything gets the labels, and its own come first', () => {
  const service = { metadata: { name: 'a', labels: { app: 'x', scene: 'shared' } }, spec: { ports: [] } };
  expect(withFootprint('services', service, FOOTPRINT)).toEqual({
    metadata: { name: 'a', labels: { app: 'x', run: 'sc-1', scene: 'shared' } },
    spec: { ports: [] },
  });
});

test('a backend is restricted, limited, kept on the chosen nodes and out of every mesh', async () => {
  const pod = await backendPod({ name: 'a', labels: { app: 'x' } }, 'shop', 'nginx:1');
  const { metadata, spec } = withFootprint('pods', pod, FOOTPRINT) as V1Pod;
  expect(metadata).toMatchObject({
    labels: { app: 'x', run: 'sc-1', 'sidecar.istio.io/inject': 'false', 'kuma.io/sidecar-injection': 'disabled' },
    annotations: { 'linkerd.io/inject': 'disabled', 'consul.hashicorp.com/connect-inject': 'false' },
  });
  expect(spec).toMatchObject({ automountServiceAccountToken: false, tolerations: [] });
  expect(spec?.imagePullSecrets).toBeUndefined();
  expect(spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms).toEqual([
    onNode('n1'),
    onNode('n2'),
  ]);
  const [container] = spec?.containers ?? [];
  expect(container?.securityContext).toEqual(RESTRICTED);
  expect(container?.resources).toEqual({
    requests: { cpu: '10m', memory: '16Mi' },
    limits: { cpu: '1', memory: '128Mi' },
  });
});

test('a pod that is told its node stays there', async () => {
  const pod = await backendPod({ name: 'a', labels: {}, node: 'n2' }, 'shop', 'nginx:1');
  const { spec } = withFootprint('pods', pod, FOOTPRINT) as V1Pod;
  expect(spec?.affinity).toEqual(pod.spec?.affinity);
});

test("an image's own command may start as root, and its template gets the rest", () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  const deployment = { metadata: { name: 'a' }, spec: { selector: {}, template } };
  const tolerations = [{ key: 'dedicated', operator: 'Exists' }] as const;
  const footprint = { ...FOOTPRINT, tolerations, imagePullSecret: 'pull' };
  const { spec } = withFootprint('deployments.apps', deployment, footprint) as V1Deployment;
  expect(spec?.template.metadata?.labels).toMatchObject({ app: 'x', run: 'sc-1' });
  expect(spec?.template.spec).toMatchObject({ tolerations, imagePullSecrets: [{ name: 'pull' }] });
  expect(spec?.template.spec?.containers[0]?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test.each([
  [false, 'baseline'],
  [true, 'privileged'],
])('where host network is allowed: %s, a namespace takes pods of level %s', (hostNetwork, level) => {
  const namespace = withFootprint('namespaces', { metadata: { name: 'a' } }, { ...FOOTPRINT, hostNetwork });
  expect((namespace as V1Namespace).metadata?.labels).toEqual({
    ...{ run: 'sc-1', scene: 'a', 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': level },
  });
});
