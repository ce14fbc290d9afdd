import { expect, test } from '@jest/globals';
import { applied, mergePatch } from './merge.ts';

test('a merge patch sets fields, and null takes them away', () => {
  const pod = { metadata: { name: 'a', labels: { app: 'x', other: 'y' } }, spec: { list: [1, 2] } };
  expect(mergePatch(pod, { metadata: { labels: { app: null } }, spec: { list: [3] } })).toEqual({
    ...{ metadata: { name: 'a', labels: { other: 'y' } }, spec: { list: [3] } },
  });
});

test('an apply takes away what it applied before and does no more, and leaves what others set', () => {
  const live = { spec: { replicas: 2, nodeName: 'a', gone: true } };
  const last = { spec: { replicas: 1, gone: true } };
  expect(applied(live, last, { spec: { replicas: 3 } })).toEqual({ spec: { replicas: 3, nodeName: 'a' } });
});

test('ports of a Service are a map by port and protocol: what was allocated stays', () => {
  const web = { name: 'web', port: 80, targetPort: 8080 };
  const live = [
    { ...web, protocol: 'TCP', nodePort: 31_000 },
    { name: 'old', port: 81, targetPort: 81, protocol: 'TCP' },
  ];
  const last = [web, { name: 'old', port: 81, targetPort: 81 }];
  expect(applied(live, last, [web])).toEqual([{ ...web, protocol: 'TCP', nodePort: 31_000 }]);
});

test('any other list is replaced', () => {
  expect(applied([{ addresses: ['a'] }], undefined, [{ addresses: ['b'] }])).toEqual([{ addresses: ['b'] }]);
});
