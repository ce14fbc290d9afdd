import { expect, test } from '@jest/globals';
import { gatherEvidence } from './evidence.ts';
import { scriptedClient, scriptedSubject } from './scripted-client.ts';

const ask = (host: string, port: number, service: string) => ({
  target: { kind: 'pod IP', host, port, service } as const,
  ...{ token: 't', timeoutMs: 1 },
});
const away = () => Promise.reject(new Error('the API is away'));

test('each backend is asked directly, and what the API says stands beside it', async () => {
  const client = scriptedClient((_, nth) => (nth === 1 ? {} : { outcome: 'timeout', detail: 'silence' }));
  const of = scriptedSubject({ gone: async () => ['pod shop/b is gone'], endpointSlices: async () => ['10.42.0.5'] });
  expect(await gatherEvidence(of, client, ask)).toEqual({
    gone: ['pod shop/b is gone'],
    podIPs: [
      'pod suite/client on node node-1 (10.42.0.9) -> 10.42.0.5:80: answered',
      'pod suite/client on node node-1 (10.42.0.9) -> 10.42.1.5:80: timeout (silence)',
    ],
    endpointSlices: ['10.42.0.5'],
  });
});

test('what could not be had is said in its place', async () => {
  expect(await gatherEvidence(scriptedSubject({ endpointSlices: away, gone: away }), undefined, ask)).toEqual({
    gone: [],
    podIPs: ['not asked: pod IPs can not be routed from outside'],
    endpointSlices: ['not read: the API is away'],
  });
});
