import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { wrongFields, wrongFieldText } from '../expect/field-rules.ts';
import { HEALTH_ANSWER_MS, healthCheckFrom, healthRules, healthUrl, parseResponse } from './health-check-port.ts';

const BODY = { service: { namespace: 'n', name: 's' }, localEndpoints: 0, serviceProxyHealthy: true };

test('parseResponse reads what curl --include prints, whatever the case of its headers', () => {
  const head = 'HTTP/1.1 503 Service Unavailable\r\nx-load-balancing-endpoint-weight: 0\r\nContent-Length: 9';
  expect(parseResponse(`${head}\r\n\r\n${JSON.stringify(BODY)}\n`)).toEqual({
    ...{ status: 503, weight: '0', body: BODY, problem: '' },
  });
});

test('parseResponse keeps a body that is no JSON, and says 0 where there is no status', () => {
  const nothing = { status: 0, weight: '', body: '', problem: '' };
  expect(parseResponse('HTTP/1.1 200 OK\r\n\r\nhello\r\n\r\nthere')).toEqual({
    ...{ ...nothing, status: 200, body: 'hello\r\n\r\nthere' },
  });
  expect(parseResponse('')).toEqual(nothing);
});

test('an address of either family makes a URL', () => {
  expect(healthUrl('192.0.2.1', 31000)).toBe('http://192.0.2.1:31000/any/path');
  expect(healthUrl('2001:db8::1', 31000)).toBe('http://[2001:db8::1]:31000/any/path');
});

test('asked from this process, an answer has status, weight and body; a closed port has a problem', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/any/path' ? 200 : 404, { 'X-Load-Balancing-Endpoint-Weight': '2' });
    response.end(JSON.stringify(BODY));
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const { ask, repeat } = await healthCheckFrom({ outside: { kind: 'process' }, nodes: [] });
  const { signal } = new AbortController();
  expect(await ask('127.0.0.1', port, signal)).toEqual({ status: 200, weight: '2', body: BODY, problem: '' });
  await new Promise((done) => {
    server.close(done);
  });
  expect(await ask('127.0.0.1', port, signal)).toEqual({ status: 0, weight: '', body: '', problem: 'ECONNREFUSED' });
  expect(repeat('127.0.0.1', port)).toBe(
    `curl --include --noproxy '*' --max-time 3 'http://127.0.0.1:${port}/any/path'`,
  );
});

test('a port that swallows everything has a problem as soon as the limit of one question is over', async () => {
  const { ask } = await healthCheckFrom({ outside: { kind: 'process' }, nodes: [] });
  const started = Date.now();
  // No host there answers (RFC 2544).
  const { status, problem } = await ask('198.18.0.1', 31_000, new AbortController().signal);
  expect({ status, isSaid: problem !== '' }).toEqual({ status: 0, isSaid: true });
  expect(Date.now() - started).toBeLessThan(2 * HEALTH_ANSWER_MS);
}, 20_000);

test('whoever gives up is told so, not that nothing answered', async () => {
  const { ask } = await healthCheckFrom({ outside: { kind: 'process' }, nodes: [] });
  await expect(ask('127.0.0.1', 9, AbortSignal.abort(new Error('the wait is over')))).rejects.toThrow(
    'the wait is over',
  );
});

test('a node without ready backends says 503 and 0, and any other number is told', () => {
  const service = { metadata: { namespace: 'n', name: 's' } };
  const answer = { status: 503, weight: '0', body: BODY, problem: '' };
  expect(wrongFields(answer, healthRules(service, 0))).toEqual([]);
  expect(wrongFields(answer, healthRules(service, 2)).map(wrongFieldText)).toEqual([
    'status: expected 200, is 503',
    'weight: expected "2", is "0"',
    'body.localEndpoints: expected 2, is 0',
  ]);
});
