import { expect, test } from '@jest/globals';
import { PROMISE_BOUNDS } from '../bounds.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

const FILE = ['--kubeconfig', 'FILE'];
const DEFAULTS = {
  kubeconfig: 'FILE',
  context: undefined,
  namespace: undefined,
  nodeSelector: '',
  maxNodes: 3,
  tolerations: [],
  nodeAddress: 'InternalIP',
  hostNetwork: false,
  imagePullSecret: undefined,
};

test('an existing cluster is chosen only by name', () => {
  expect(parseOptions([], { KUBECONFIG: 'FILE' }).existing).toBeUndefined();
  expect(parseOptions(FILE, {}).existing).toEqual(DEFAULTS);
});

test.each([
  [['--context', 'x'], { context: 'x' }],
  [['--namespace', 'a'], { namespace: 'a' }],
  [['--node-selector', 'pool=a'], { nodeSelector: 'pool=a' }],
  [['--max-nodes', '5'], { maxNodes: 5 }],
  [['--node-address', 'ExternalIP'], { nodeAddress: 'ExternalIP' }],
  [['--allow-host-network'], { hostNetwork: true }],
  [['--namespace', 'a', '--image-pull-secret', 'b'], { namespace: 'a', imagePullSecret: 'b' }],
  [
    ['--toleration', 'a', '--toleration', 'b=c', '--toleration', 'd=:NoSchedule', '--toleration', 'e:NoExecute'],
    {
      tolerations: [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'Equal', value: 'c' },
        { key: 'd', operator: 'Equal', value: '', effect: 'NoSchedule' },
        { key: 'e', operator: 'Exists', effect: 'NoExecute' },
      ],
    },
  ],
])('%j is understood', (argv, stated) => {
  expect(parseOptions([...FILE, ...argv], {}).existing).toEqual({ ...DEFAULTS, ...stated });
});

test('it is given more time to serve a changed Service, unless that is stated', () => {
  expect(parseOptions([], {}).bounds['service-programmed']).toBe(PROMISE_BOUNDS['service-programmed'].defaultMs);
  expect(parseOptions(FILE, {}).bounds['service-programmed']).toBe(120_000);
  expect(parseOptions([...FILE, '--bound', 'service-programmed=5s'], {}).bounds['service-programmed']).toBe(5_000);
});

test.each([
  [['--context', 'x'], '--context is about an existing cluster: name it by --kubeconfig too'],
  [['--allow-host-network'], '--allow-host-network is about an existing cluster: name it by --kubeconfig too'],
  [['--kubeconfig', ''], '--kubeconfig: the path of a file is needed'],
  [[...FILE, '--keep'], '--keep is about a throwaway cluster, and --kubeconfig names an existing one'],
  [[...FILE, '--nodes', '2'], '--nodes is about a throwaway cluster, and --kubeconfig names an existing one'],
  [[...FILE, '--max-nodes', '0'], '--max-nodes 0: a whole number from 1 to 50 is needed'],
  [[...FILE, '--toleration', '=x'], '--toleration =x: a taint is needed, such as key=value:NoSchedule'],
  [[...FILE, '--node-address', 'Hostname'], '--node-address Hostname: one of InternalIP, ExternalIP is needed'],
  [[...FILE, '--outside', 'container'], '--outside container: one of process, none is needed'],
  [['--outside', 'none'], '--outside none: one of process, container is needed'],
  [
    [...FILE, '--image-pull-secret', 'a'],
    '--image-pull-secret names a Secret in the namespace of the pods: give that by --namespace',
  ],
])('%j is refused in one line', (argv, message) => {
  expect(() => parseOptions(argv, {})).toThrow(new UsageError(message));
});
