import { expect, test } from '@jest/globals';
import { CurlBatch } from './curl-batch.ts';
import type { ProbeRequest } from './probe.ts';

const request = (token: string): ProbeRequest => ({
  target: { kind: 'pod IP', host: '10.0.0.1', port: 80 },
  token,
  timeoutMs: 1000,
});
const report = (part: object) =>
  Object.values({
    ...{ urlnum: 0, exitcode: 0, response_code: 200, local_port: 4711 },
    ...{ time_connect: 0.0005, time_total: 0.002, size_download: 10, local_ip: '10.0.0.2', errormsg: '' },
    ...part,
  }).join('|');
const refused = report({
  urlnum: 1,
  exitcode: 7,
  errormsg: "Couldn't connect",
  response_code: 0,
  local_ip: '',
  local_port: 0,
  time_connect: 0,
  time_total: 0.001,
  size_download: 0,
});
const OURS = '<!-- service-conformance n1 web/a -->';

test('what came counts, whatever is missing is broken, and no refusal is taken on trust', () => {
  const requests = [request('a'), request('b'), request('c')];
  const batch = new CurlBatch('a place', requests, 'n1', 500);
  batch.add({ kind: 'begin', value: '', before: '' }, 1000);
  batch.add({ kind: 'url', value: report({}), before: OURS }, 1010);
  batch.add({ kind: 'url', value: refused, before: '' }, 1010);
  expect(batch.ended).toBe(false);
  expect(batch.results('the exec broke')).toEqual([
    {
      request: requests[0],
      outcome: 'answered',
      detail: '',
      backend: 'web/a',
      status: 200,
      local: { address: '10.0.0.2', port: 4711 },
      connectMs: 0.5,
      sentAt: 1000,
      totalMs: 2,
    },
    {
      request: requests[1],
      outcome: 'broken',
      detail: "Couldn't connect (curl exit code 7): the trace that says why did not come",
      sentAt: 1002,
      totalMs: 1,
    },
    { request: requests[2], outcome: 'broken', detail: 'the exec broke', sentAt: 1003, totalMs: 0 },
  ]);

  batch.add({ kind: 'at', value: '0 exit0', before: '* connect to 10.0.0.9 port 80 failed: No route to host' }, 1020);
  batch.add({ kind: 'at', value: '1 exit7', before: '* connect to 10.0.0.1 port 80 failed: Connection refused' }, 1020);
  expect(batch.results('the exec broke')[1]).toMatchObject({
    outcome: 'refused',
    detail: "Couldn't connect (curl exit code 7): Connection refused",
  });
});

test('what curl said before it gave up is the reason', () => {
  const batch = new CurlBatch('a place', [request('a')], 'n1', 500);
  batch.add({ kind: 'end', value: '127', before: 'sh: 1: curl: not found\n' }, 1000);
  expect(batch.ended).toBe(true);
  expect(batch.results('unused').map(({ outcome, detail, sentAt }) => ({ outcome, detail, sentAt }))).toEqual([
    {
      outcome: 'broken',
      detail: 'curl ended with exit code 127 and no report of this probe: sh: 1: curl: not found',
      sentAt: 500,
    },
  ]);
});

test('a curl that ends without a word says so', () => {
  const batch = new CurlBatch('a place', [request('a'), request('b')], 'n1', 500);
  batch.add({ kind: 'url', value: report({ exitcode: 3, response_code: 0, time_connect: 0 }), before: '' }, 1000);
  batch.add({ kind: 'end', value: '3', before: ' \n' }, 1000);
  expect(batch.results('unused')).toMatchObject([
    { outcome: 'broken', detail: 'no message (curl exit code 3)' },
    { outcome: 'broken', detail: 'curl ended with exit code 3 and no report of this probe: no message' },
  ]);
});

test.each([
  [
    '||200|4711|0.1|0.2|10|10.0.0.2|',
    "curl's report lacks urlnum, exitcode: curl 7.75 or later is needed: ||200|4711|0.1|0.2|10|10.0.0.2|",
  ],
  [
    '0|0|200',
    "curl's report lacks local_port, time_connect, time_total, size_download, errormsg: curl 7.75 or later is needed: 0|0|200",
  ],
])('a report that can not be read: %s', (json, detail) => {
  const batch = new CurlBatch('a place', [request('a')], 'n1', 500);
  batch.add({ kind: 'url', value: json, before: OURS }, 1000);
  expect(batch.results('unused')).toMatchObject([{ outcome: 'broken', detail }]);
});

test('a body that was only partly kept is no whole answer, and one that was kept to its last byte is', () => {
  const whole = new CurlBatch('a place', [request('a')], 'n1', 500);
  whole.add({ kind: 'url', value: report({ size_download: 65_536 }), before: OURS }, 1000);
  expect(whole.results('unused')).toMatchObject([{ outcome: 'answered', backend: 'web/a' }]);
  const batch = new CurlBatch('a place', [request('a')], 'n1', 500);
  batch.add({ kind: 'url', value: report({ size_download: 65_537 }), before: OURS }, 1000);
  expect(batch.results('unused')).toMatchObject([
    {
      outcome: 'stranger',
      backend: 'web/a',
      detail: 'accepted the connection, then: its answer is longer than 65536 bytes',
    },
  ]);
});
