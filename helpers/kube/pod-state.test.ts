import { expect, test } from '@jest/globals';
import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { isReady, podPhase, podProblem, podText } from './pod-state.ts';

const container = (state: object, more: Partial<V1ContainerStatus> = {}): V1ContainerStatus => ({
  name: 'nginx',
  image: 'x',
  imageID: '',
  ready: false,
  restartCount: 0,
  state,
  ...more,
});
const pod = (status: V1Pod['status']): V1Pod => ({
  metadata: { name: 'a' },
  spec: { nodeName: 'n', containers: [] },
  ...(status && { status }),
});
const waiting = (reason: string, message?: string) => ({ waiting: { reason, ...(message && { message }) } });
const READY = { type: 'Ready', status: 'True' };

test.each([
  [
    'Unschedulable: 0/3 nodes are available',
    pod({
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available' },
      ],
    }),
  ],
  [
    'ImagePullBackOff: Back-off pulling image "x"',
    pod({ containerStatuses: [container(waiting('ImagePullBackOff', 'Back-off pulling\n image "x"'))] }),
  ],
  [
    'ErrImageNeverPull: not present',
    pod({
      initContainerStatuses: [container(waiting('ErrImageNeverPull', 'not present'))],
      containerStatuses: [container(waiting('PodInitializing'))],
    }),
  ],
  ['Error: exit code 3', pod({ containerStatuses: [container({ terminated: { exitCode: 3, reason: 'Error' } })] })],
  ['Evicted: low on disk', pod({ phase: 'Failed', reason: 'Evicted', message: 'low on disk' })],
  [undefined, pod({ phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] })],
  [undefined, pod({ phase: 'Running', containerStatuses: [container({ running: {} })] })],
])('the problem %s', (problem, of) => {
  expect(podProblem(of)).toBe(problem);
  expect(isReady(of)).toBe(false);
});

test('a pod on its way out is not Ready, whatever it says', () => {
  const ready = pod({ conditions: [READY] });
  expect([isReady(ready), podProblem(ready)]).toEqual([true, undefined]);
  const leaving = { ...ready, metadata: { name: 'a', deletionTimestamp: new Date(0) } };
  expect([isReady(leaving), podProblem(leaving)]).toEqual([false, 'is being deleted']);
});

test('its phase and what it waits for', () => {
  const creating = container(waiting('ContainerCreating'));
  expect(podPhase(pod({ phase: 'Pending', containerStatuses: [creating] }))).toBe('Pending: nginx ContainerCreating');
  expect(podPhase(pod({ phase: 'Running', containerStatuses: [container({ running: {} })] }))).toBe(
    'Running: nginx not ready',
  );
  expect(podPhase({})).toBe('no phase yet');
});

test('its name, and its node once it has one', () => {
  expect(podText(pod({}))).toBe('pod a on node n');
  expect(podText({ metadata: { name: 'a' } })).toBe('pod a');
});
