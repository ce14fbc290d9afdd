import { expect, test } from '@jest/globals';
import { encodeQuery, parseAnswer, reverseName } from '../../../scene/dns-query.ts';
import { ENDPOINT_SLICES, SERVICES } from '../api/kinds.ts';
import { Store } from '../api/store.ts';
import { answerTo } from './message.ts';
import { type FindName, Names } from './names.ts';
import { resolve } from './resolver.ts';

const RESOLV =
  'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.43.0.10\noptions ndots:5\n';
const WEB = 'web.default.svc.cluster.local';

function names(): Names {
  const store = new Store();
  const ports = [
    { name: 'http', port: 80, protocol: 'TCP' },
    { port: 81, protocol: 'TCP' },
  ];
  const service = (name: string, spec: object) =>
    store.create(SERVICES, { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'default', name }, spec });
  service('web', { clusterIP: '10.43.0.7', ports });
  service('pods', { clusterIP: 'None', ports });
  service('alias', { type: 'ExternalName', externalName: WEB });
  store.create(ENDPOINT_SLICES, {
    ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    metadata: { namespace: 'default', name: 'pods-1', labels: { 'kubernetes.io/service-name': 'pods' } },
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: ['10.42.1.5'] }, { addresses: ['10.42.1.6'], conditions: { ready: false } }],
  });
  return new Names(store);
}

const find: FindName = (name, type) => names().find(name, type);

test.each([
  ['web', ['10.43.0.7']],
  ['web.default', ['10.43.0.7']],
  ['web.default.svc', ['10.43.0.7']],
  [WEB, ['10.43.0.7']],
  [`${WEB}.`, ['10.43.0.7']],
  ['pods', ['10.42.1.5']],
  ['alias', ['10.43.0.7']],
  ['nobody', []],
  ['127.0.0.1', ['127.0.0.1']],
])('%s resolves to %j', (name, addresses) => {
  expect(resolve(find, RESOLV, name)).toEqual(addresses);
});

test('the short name is known in its own namespace only', () => {
  expect(resolve(find, RESOLV.replace('default.svc', 'other.svc'), 'web')).toEqual([]);
});

test.each([
  [{ name: WEB, type: 'A' }, 0, ['A 10.43.0.7']],
  [{ name: `_http._tcp.${WEB}`, type: 'SRV' }, 0, [`SRV 80 ${WEB}`]],
  [{ name: `_http._udp.${WEB}`, type: 'SRV' }, 3, []],
  [
    { name: '_http._tcp.pods.default.svc.cluster.local', type: 'SRV' },
    0,
    ['SRV 8080 10-42-1-5.pods.default.svc.cluster.local'],
  ],
  [{ name: '10-42-1-5.pods.default.svc.cluster.local', type: 'A' }, 0, ['A 10.42.1.5']],
  [{ name: 'alias.default.svc.cluster.local', type: 'CNAME' }, 0, [`CNAME ${WEB}`]],
  [{ name: reverseName('10.43.0.7'), type: 'PTR' }, 0, [`PTR ${WEB}`]],
  [{ name: 'nobody.default.svc.cluster.local', type: 'A' }, 3, []],
] as const)('asked over the wire: %j', (question, rcode, records) => {
  const of = names();
  const answer = answerTo(encodeQuery(question, 77), (name, type) => of.find(name, type));
  expect(parseAnswer(answer, 77)).toEqual({ rcode, records });
});
