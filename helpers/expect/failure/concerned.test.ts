import { expect, test } from '@jest/globals';
import { BACKENDS, CLUSTER_IP, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { backendsConcerned, clientsConcerned, isWrong, servicesConcerned, wrongOf } from './concerned.ts';
import { sampleAsked, sampleSilence } from './sample-asked.ts';

const POD = { kind: 'pod IP', host: '10.42.0.5' } as const;
const fine = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null });
const unjudged = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null, holds: null });

test('wrong is what was judged so, and what nobody judged but did not come as expected', () => {
  expect([fine, unjudged, sampleAsked(), sampleAsked({ evidence: null, holds: false })].map(isWrong)).toEqual([
    ...[false, false, true, true],
  ]);
  const broken = sampleAsked({ results: [{ outcome: 'broken' }], evidence: null, holds: null });
  expect(isWrong(broken)).toBe(true);
  const silence = sampleSilence({ evidence: null, holds: null });
  expect(isWrong(silence)).toBe(false);
  const { cell } = silence.observation;
  cell.control = { target: 'the control', outcomes: { answered: 1, timeout: 1 } };
  expect(isWrong(silence)).toBe(true);
});

test('where nothing is wrong, it is about what was not judged', () => {
  const wrong = sampleAsked();
  expect(wrongOf([fine, wrong, unjudged])).toEqual([wrong]);
  expect(wrongOf([fine, unjudged])).toEqual([unjudged]);
});

const judged = (target: string, holds = false) => ({
  ...{ kind: 'fields' as const, requirement: 'SAMPLE-7', object: {}, wrong: [] },
  cell: { ...fine.observation.cell, holds, target },
});

test('Services come from the probes, and from what was read of them and is not as it has to be', () => {
  const fields = [
    judged('EndpointSlices of shop/right', true),
    judged('kubectl get svc my-service'),
    judged('EndpointSlices of shop/other'),
  ];
  const asked = [sampleAsked(), sampleAsked({ target: CLUSTER_IP }), sampleAsked({ target: { ...POD, port: 80 } })];
  expect(servicesConcerned(asked, fields)).toEqual(['shop/web', 'shop/other']);
  const silence = sampleSilence({ control: { ...CLUSTER_IP, service: 'shop/control' } });
  expect(servicesConcerned([silence], [])).toEqual(['shop/web', 'shop/control']);
});

test('a target is known by its Service too', () => {
  const target = 'shares: pod clients/a on node node-1 (10.42.0.9) -> ClusterIP 10.43.0.7:8123 of shop/five';
  expect(servicesConcerned([], [judged(target)])).toEqual(['shop/five']);
});

test('no more than four Services and twenty pods are concerned', () => {
  const fields = [1, 2, 3, 4, 5].map((index) => judged(`Service shop/${index}`));
  expect(servicesConcerned([], fields)).toEqual(['shop/1', 'shop/2', 'shop/3', 'shop/4']);
  const backends = Array.from({ length: 25 }, (_, index) => ({ ...BACKENDS[0], name: `shop/${index}` }));
  const many = { ...sampleAsked(), of: scriptedSubject({ backends }) };
  expect(backendsConcerned([many, many])).toEqual(backends.slice(0, 20));
});

test('pods are those that had to answer, and those that asked', () => {
  expect(backendsConcerned([sampleAsked(), sampleAsked()]).map(({ name }) => name)).toEqual(['shop/a', 'shop/b']);
  const clients = ['node-1', 'node-2', 'node-3'].flatMap((node) =>
    [true, false].map((hostNetwork) => ({
      ...{ namespace: 'suite', name: `${hostNetwork ? 'host' : 'pod'} on ${node}`, container: 'client', node },
      ...{ address: '10.42.0.9', hostNetwork },
    })),
  );
  const onHost = sampleAsked({ client: scriptedClient(() => ({}), { kind: 'node', node: 'node-2' }) });
  expect(clientsConcerned([sampleAsked(), onHost], clients).map(({ name }) => name)).toEqual([
    'pod on node-1',
    'host on node-2',
  ]);
});
