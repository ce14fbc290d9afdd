import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { frame, playing, SUCCESS, status } from '../../kube/local-exec.ts';
import { askProxy } from './proxies.ts';

const HEALTHY = '{"lastUpdated":"2026-11-28T10:01:37Z","currentTime":"2026-11-28T10:01:38Z"}';
const SYNC = 'kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family="IPv4"} 1.7958600465108202e+09';
const QUEUED = 'kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds{ip_family="IPv4"} 1.7958600460615125e+09';

/** A curl of our own, which knows kube-proxy's addresses, and only if it is asked without a proxy and for 2 s. */
const CURL = `#!/bin/sh
case "$*" in
'-sS --noproxy * --max-time 2 --write-out \\n%{http_code} http://127.0.0.1:10256/healthz') printf '${HEALTHY}\\n200';;
'-sS --noproxy * --max-time 2 http://127.0.0.1:10249/proxyMode') printf iptables;;
'-sS --noproxy * --max-time 2 http://127.0.0.1:10249/metrics')
  printf '# HELP of all\\n${SYNC}\\n${QUEUED}\\ngo_goroutines 42\\n'; echo 'curl: (18) transfer closed' >&2;;
*) echo "no such address: $*";;
esac
`;

const run = promisify(execFile);

/** Runs what is asked for on this machine, with that curl. */
async function asked(signal = new AbortController().signal) {
  const folder = mkdtempSync(join(tmpdir(), 'ask-proxy-'));
  writeFileSync(join(folder, 'curl'), CURL, { mode: 0o755 });
  const places: string[] = [];
  await using api = await playing(async (socket, url) => {
    const { pathname, searchParams } = new URL(url, 'http://local');
    places.push(`${pathname} ${searchParams.get('container')}`);
    const [file = '', ...args] = searchParams.getAll('command');
    const { stdout } = await run(file, args, { env: { PATH: `${folder}:${process.env.PATH}` } });
    socket.send(frame(1, stdout));
    socket.send(status(SUCCESS));
  });
  const place = { namespace: 'clients', name: 'client-1', container: 'client', hostNetwork: true };
  try {
    const answer = await askProxy(api.kube, { ...place, node: 'node-1', address: '172.18.0.2' }, signal);
    return { answer, places };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('kube-proxy is asked for its health, its mode and when it last wrote its rules, in its node’s network', async () => {
  const { answer, places } = await asked();
  expect(answer).toEqual({
    facts: {
      ...{ node: 'node-1', mode: 'iptables', healthz: 200, words: '' },
      ...{ lastUpdated: '2026-11-28T10:01:37.000Z', currentTime: '2026-11-28T10:01:38.000Z' },
      ...{ lastSync: '2026-11-28T10:00:46.510Z', lastQueued: '2026-11-28T10:00:46.061Z' },
    },
    text: `mode: iptables\nhealthz: ${HEALTHY} 200\n${SYNC}\n${QUEUED}\ncurl: (18) transfer closed`,
  });
  expect(places).toEqual(Array(2).fill('/api/v1/namespaces/clients/pods/client-1/exec client'));
});

test('nobody waits for it any longer than is said', async () => {
  await expect(asked(AbortSignal.abort())).rejects.toThrow();
});
