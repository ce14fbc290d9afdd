import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { exec } from './exec.ts';
import { EXEC, EXIT_7, frame, playing, SUCCESS, status } from './local-exec.ts';

test('output, exit code 0, and what was asked for', async () => {
  let asked = '';
  await using api = await playing((socket, url) => {
    asked = url;
    socket.send(frame(1, ''));
    socket.send(frame(1, 'one'));
    socket.send(frame(2, 'bad'));
    socket.send(frame(1, ' two'));
    socket.send(status(SUCCESS));
  });
  expect(await exec(api.kube, EXEC)).toEqual({
    exitCode: 0,
    stdout: 'one two',
    stderr: 'bad',
    durationMs: expect.any(Number),
  });
  expect(asked).toBe(
    '/api/v1/namespaces/a/pods/b/exec?container=c&stdin=false&stdout=true&stderr=true&command=sh&command=-c&command=x+y',
  );
});

test('a non-zero exit code is a result', async () => {
  await using api = await playing((socket) => socket.send(status(EXIT_7)));
  expect(await exec(api.kube, EXEC)).toMatchObject({ exitCode: 7, stdout: '', stderr: '' });
});

test('output behind the status counts', async () => {
  await using api = await playing((socket) => {
    socket.pause(); // So that our close frame is not answered before the output is out.
    socket.send(status(SUCCESS));
    setTimeout(() => socket.send(frame(1, 'late'), () => socket.resume()), 50);
  });
  expect(await exec(api.kube, EXEC)).toMatchObject({ exitCode: 0, stdout: 'late' });
});

test('a status in the same packet as the handshake', async () => {
  await using api = await playing((socket) => {
    socket.send(status(EXIT_7));
    socket.close();
  });
  expect(await exec(api.kube, EXEC)).toMatchObject({ exitCode: 7 });
});

test('a server that does not close after the status holds nobody up', async () => {
  await using api = await playing((socket) => {
    socket.close = () => {};
    socket.send(status(SUCCESS), () => socket.pause());
  });
  const started = performance.now();
  expect(await exec(api.kube, EXEC)).toMatchObject({ exitCode: 0 });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a v5 server that closes stdout and stderr before the status', async () => {
  await using api = await playing((socket) => {
    socket.send(frame(1, 'x'));
    socket.send(Buffer.of(255, 1));
    socket.send(Buffer.of(255, 2));
    socket.send(status(SUCCESS));
  });
  expect(await exec(api.kube, EXEC)).toMatchObject({ exitCode: 0, stdout: 'x' });
});

test('standard output comes as it is written, characters whole', async () => {
  const bytes = Buffer.from('a€b');
  await using api = await playing((socket) => {
    socket.send(frame(1, bytes.subarray(0, 2)));
    socket.send(frame(1, bytes.subarray(2)));
    socket.send(status(SUCCESS));
  });
  const chunks: string[] = [];
  const { stdout } = await exec(api.kube, { ...EXEC, onStdout: (chunk) => chunks.push(chunk) });
  expect([stdout, chunks]).toEqual(['a€b', ['a', '€b']]);
});

test.each(['text', 'stream'])('standard input as %s is sent and then ended', async (kind) => {
  await using api = await playing((socket) => {
    let got = '';
    socket.on('message', (data: Buffer) => {
      if (data[0] === 0) got += data.subarray(1).toString();
      if (!data.equals(Buffer.of(255, 0))) return;
      socket.send(frame(1, got));
      socket.send(status(SUCCESS));
    });
  });
  const stream = new PassThrough();
  stream.write('one ');
  setTimeout(() => stream.end('two'), 20);
  const result = await exec(api.kube, { ...EXEC, stdin: kind === 'text' ? 'one two' : stream });
  expect(result).toMatchObject({ exitCode: 0, stdout: 'one two' });
});

test('a command that ends before its standard input does', async () => {
  await using api = await playing((socket) => socket.send(status(EXIT_7)));
  const stream = new PassThrough();
  expect(await exec(api.kube, { ...EXEC, stdin: stream })).toMatchObject({ exitCode: 7 });
  expect(stream.destroyed).toBe(true);
});

test('a listener that throws ends the exec with what it threw', async () => {
  await using api = await playing((socket) => socket.send(frame(1, 'x')));
  const mistake = new TypeError('ours');
  const onStdout = () => {
    throw mistake;
  };
  await expect(exec(api.kube, { ...EXEC, onStdout })).rejects.toBe(mistake);
});
