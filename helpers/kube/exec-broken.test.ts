import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { exec } from './exec.ts';
import { localApi } from './local-api.ts';
import { brokenExec, EXEC, frame, playing, SUCCESS, status, tcpOf } from './local-exec.ts';

const text = (words: string) => `exec in pod a/b (container c): ${words}`;

test('a standard input that fails before the socket is open', async () => {
  await using api = await localApi({ upgrade: () => {} });
  const stdin = new PassThrough();
  setTimeout(() => stdin.destroy(new Error('disk on fire')), 20);
  const error = await brokenExec(api, { stdin });
  expect([error.kind, error.message]).toEqual(['stdin', text('stdin: disk on fire')]);
});

test('a standard input that fails on the way', async () => {
  await using api = await playing((socket) => socket.on('message', () => socket.send(frame(1, 'got it'))));
  const stdin = new PassThrough();
  stdin.write('x');
  const onStdout = () => stdin.destroy(new Error('disk on fire'));
  const error = await brokenExec(api, { stdin, onStdout });
  expect([error.message, error.stdout]).toEqual([text('stdin: disk on fire'), 'got it']);
});

test('a server that can’t be told that the standard input has ended', async () => {
  await using api = await playing(() => {}, 'v4.channel.k8s.io');
  const error = await brokenExec(api, { stdin: 'x' });
  expect(error.message).toBe(
    text('handshake: the server speaks v4.channel.k8s.io, in which a standard input has no end'),
  );
});

test.each([
  [401, 'Unauthorized', 'Unauthorized'],
  [403, 'Forbidden', 'pods "b" is forbidden: User "u" cannot create resource "pods/exec"'],
  [404, 'NotFound', 'pods "b" not found'],
])('refused with %d', async (code, reason, message) => {
  const body = JSON.stringify({ kind: 'Status', status: 'Failure', code, reason, message });
  await using api = await localApi({
    upgrade: (_, socket) => socket.write(`HTTP/1.1 ${code} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
  });
  const error = await brokenExec(api);
  expect(error.message).toBe(text(`refused by the API: ${code} ${reason}: ${message}`));
  expect(error).toMatchObject({ kind: 'refused by the API', cause: { name: 'ApiError', code } });
});

test('refused with half an answer', async () => {
  await using api = await localApi({
    upgrade: (_, socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\n{"kind":'),
  });
  const error = await brokenExec(api);
  expect(error.message).toBe(text('refused by the API: 500 Internal Server Error: empty answer'));
});

test('a handshake that is never answered', async () => {
  await using api = await localApi({ upgrade: () => {} });
  const error = await brokenExec(api, { openWithinMs: 50 });
  expect([error.kind, error.message]).toEqual(['handshake timeout', text('handshake timeout: not open within 50 ms')]);
});

test('a connection that is cut during the handshake', async () => {
  await using api = await localApi({ upgrade: (_, socket) => socket.destroy() });
  const error = await brokenExec(api);
  expect(error.message).toBe(text('handshake: socket hang up'));
  expect(error).toMatchObject({ kind: 'handshake', cause: { code: 'ECONNRESET' } });
});

test('nobody listens', async () => {
  const api = await localApi({});
  await api[Symbol.asyncDispose]();
  expect((await brokenExec(api)).message).toBe(text(`handshake: connect ECONNREFUSED 127.0.0.1:${api.port}`));
});

test('open, and then nothing', async () => {
  await using api = await playing((socket) => socket.send(frame(1, 'part')));
  const error = await brokenExec(api, { runWithinMs: 400 });
  expect(error.message).toBe(text('run timeout: no exit code of sh -c x y within 400 ms'));
  expect(error).toMatchObject({ kind: 'run timeout', stdout: 'part' });
});

test('closed without a status', async () => {
  await using api = await playing((socket) => {
    socket.send(frame(1, 'part'));
    socket.send(frame(2, 'of it'));
    socket.close(1000);
  });
  const error = await brokenExec(api);
  expect(error.message).toBe(text('closed without status: WebSocket close code 1000'));
  expect(error).toMatchObject({ kind: 'closed without status', stdout: 'part', stderr: 'of it' });
});

test('cut in the middle of a frame', async () => {
  await using api = await playing((socket) => {
    socket.send(frame(1, 'whole'), () => {
      const tcp = tcpOf(socket);
      // A binary frame that announces 100 bytes and holds 3.
      tcp.write(Buffer.from([0x82, 100, 1, 104, 97]), () => tcp.destroy());
    });
  });
  const error = await brokenExec(api);
  expect(error.message).toBe(text('closed without status: WebSocket close code 1006'));
  expect(error.stdout).toBe('whole');
});

test('bytes that are no WebSocket frame', async () => {
  await using api = await playing((socket) => {
    tcpOf(socket).write('HTTP/1.1 500 surprise\r\n\r\n');
  });
  const error = await brokenExec(api);
  expect([error.kind, error.cause]).toEqual(['closed without status', expect.any(Error)]);
  expect(error.message).toBe(text('closed without status: Invalid WebSocket frame: RSV1 must be clear'));
});

test.each([
  ['half a status', '{"status":"Succ', 'unreadable status: {"status":"Succ'],
  [
    'a command that could not be started',
    JSON.stringify({ status: 'Failure', reason: 'InternalError', message: 'no such file' }),
    'not run: InternalError: no such file',
  ],
  [
    'a failure without its exit code',
    JSON.stringify({ status: 'Failure', reason: 'NonZeroExitCode', message: 'terminated' }),
    'not run: NonZeroExitCode: terminated',
  ],
  ['a status that is none', 'null', 'not run: null'],
])('%s', async (_, sent, words) => {
  await using api = await playing((socket) => socket.send(frame(3, sent)));
  expect((await brokenExec(api)).message).toBe(text(words));
});

test('an abort, before and during', async () => {
  await using api = await playing((socket) => socket.send(frame(1, 'part')));
  const early = await brokenExec(api, { signal: AbortSignal.abort(new Error('too late')) });
  expect([early.kind, early.message]).toEqual(['aborted', text('aborted: too late')]);
  const controller = new AbortController();
  const onStdout = () => controller.abort(new Error('interrupted'));
  const error = await brokenExec(api, { signal: controller.signal, onStdout });
  expect([error.message, error.stdout]).toEqual([text('aborted: interrupted'), 'part']);
});

test('credentials that can’t be had', async () => {
  await using api = await playing(() => {});
  api.kube.config.users = [{ name: 'u', keyFile: '/nonexistent/key.pem' }];
  const error = await brokenExec(api);
  expect(error.message).toBe(text("handshake: ENOENT: no such file or directory, open '/nonexistent/key.pem'"));
});

const REFUSED = (code: number) => `HTTP/1.1 ${code} No\r\nContent-Length: 0\r\n\r\n`;

test.each([
  ['a server that could not take it', 429, {}, 4],
  ['a server that could not take it', 500, { stdin: 'x' }, 4],
  ['a refusal for ever', 403, { stdin: 'x' }, 1],
])('%s (%d) is asked as often as that makes sense', async (_, code, more, times) => {
  let asked = 0;
  await using api = await localApi({
    upgrade: (_, socket) => {
      asked += 1;
      socket.end(REFUSED(code));
    },
  });
  expect((await brokenExec(api, more)).kind).toBe('refused by the API');
  expect(asked).toBe(times);
});

test('a handshake that is cut is repeated where the command waits for its input, and only there', async () => {
  let asked = 0;
  await using api = await localApi({
    upgrade: (_, socket) => {
      asked += 1;
      socket.destroy();
    },
  });
  await brokenExec(api, { stdin: 'x' });
  expect(asked).toBe(4);
  await brokenExec(api);
  expect(asked).toBe(5);
  await brokenExec(api, { repeatable: true });
  expect(asked).toBe(9);
});

test('a command that may run twice is run again where its exec broke off, until it ends', async () => {
  let asked = 0;
  await using api = await playing((socket) => {
    asked += 1;
    if (asked < 3) socket.close(1000);
    else socket.send(status(SUCCESS));
  });
  expect((await brokenExec(api)).kind).toBe('closed without status');
  const { exitCode } = await exec(api.kube, { ...EXEC, repeatable: true });
  expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: 3 });
});
