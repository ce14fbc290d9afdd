import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { udpServer } from './local-servers.ts';
import { byHand } from './repeat.ts';

test('a command line for a target', () => {
  expect(byHand({ kind: 'ClusterIP', host: 'fd00::1', port: 80 })).toBe(
    "curl -qsvg --noproxy '*' --max-time 3 'http://[fd00::1]:80/'",
  );
});

test('a command line for a UDP target gets its reply, or says why not', async () => {
  await using server = await udpServer((_bytes, reply) => reply('it is me\n'));
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port, protocol: 'UDP' } as const;
  const command = byHand(target);
  expect(command).toBe(
    `bash -c 'exec 3<>/dev/udp/127.0.0.1/${server.port}; echo >&3; sleep 0.1; echo >&3; timeout 3 dd bs=4096 count=1 status=none <&3 || echo "no reply" >&2'`,
  );
  const run = promisify(execFile);
  expect(await run('sh', ['-c', command])).toEqual({ stdout: 'it is me\n', stderr: '' });
  await server[Symbol.asyncDispose]();
  expect((await run('sh', ['-c', command])).stderr).toContain('Connection refused');
});
