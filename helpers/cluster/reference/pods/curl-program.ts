/** The program of helpers/probe/curl-program.ts, as it runs in a pod of the reference cluster: the same input, the same output. */
import { CURL_REPORT_FORMAT } from '../../../probe/curl-report.ts';
import type { PodProcess } from './pod-process.ts';
import { pause, type Stdio } from './program.ts';
import { ask, dial, STRANGER, type World } from './world.ts';

const CONFIG = {
  url: /^url = "http:\/\/[^/]+(\/[^"]*)"$/,
  connectTo: /^connect-to = "[^:]+:\d+:(?:\[([^\]]+)\]|([^:]+)):(\d+)"$/,
  maxTime: /^max-time = ([\d.]+)$/,
} as const;

/** So long every connection takes, until it is made and altogether. */
const CONNECT_SECONDS = 0.001;
const CONNECTION_MS = 2;

interface Transfer {
  readonly body: string;
  readonly exitCode: number;
  /** Empty where all went well. */
  readonly message: string;
  /** Why it was not connected, as `--verbose` says it. */
  readonly trace: string;
  readonly seconds: number;
  readonly localPort: number;
}

export async function curlProgram(world: World, pod: PodProcess, stdio: Stdio): Promise<number> {
  const mark = await stdio.line();
  if (mark === undefined) return 0;
  for (;;) {
    const bytes = Number((await stdio.line()) ?? 0);
    if (!(bytes > 0)) return 0;
    stdio.out(`\n${mark} begin\n`);
    const config = (await stdio.bytes(bytes)) ?? '';
    await batch(world, pod, stdio, mark, config.split('\n'));
  }
}

async function batch(
  world: World,
  pod: PodProcess,
  stdio: Stdio,
  mark: string,
  config: readonly string[],
): Promise<void> {
  const timeoutMs = 1_000 * Number(config.flatMap((line) => CONFIG.maxTime.exec(line)?.[1] ?? []).at(0) ?? 0);
  const paths = config.flatMap((line) => CONFIG.url.exec(line)?.[1] ?? []);
  const places = config.flatMap((line) => {
    const [, v6, v4, port] = CONFIG.connectTo.exec(line) ?? [];
    return port === undefined ? [] : [{ host: v6 ?? v4 ?? '', port: Number(port) }];
  });
  let trace = '';
  let code = 0;
  let isTraced = false;
  for (const [index, path] of paths.entries()) {
    const place = places[index];
    if (!place) throw new Error(`curl's configuration has no connect-to for URL ${index}`);
    const transfer = await get(world, pod, stdio, place, path, timeoutMs);
    code = transfer.exitCode;
    isTraced ||= code !== 0;
    stdio.out(`${transfer.body}\n${mark} url ${report(transfer, index, pod.address)}\n`);
    trace += `${transfer.trace}\n${mark} at ${index} exit${code}\n`;
  }
  await pause(paths.length * CONNECTION_MS, stdio);
  stdio.out(`\n${mark} trace\n${isTraced ? trace.replace(/\n+$/, '') : ''}\n\n${mark} end ${code}\n`);
}

async function get(
  world: World,
  pod: PodProcess,
  stdio: Stdio,
  { host, port }: { readonly host: string; readonly port: number },
  path: string,
  timeoutMs: number,
): Promise<Transfer> {
  const arrival = dial(world, pod, { host, port, protocol: 'TCP' });
  const failed = (exitCode: number, message: string, reason = '', seconds = 0) => {
    const trace = reason === '' ? '' : `*   connect to ${host} port ${port} failed: ${reason}\n`;
    return { body: '', exitCode, message, trace, seconds, localPort: 0 };
  };
  switch (arrival.kind) {
    case 'no address':
      return failed(6, `Could not resolve host: ${host}`);
    case 'refused':
      return failed(7, `Failed to connect to ${host} port ${port}`, 'Connection refused');
    case 'unroutable':
      return failed(7, `Failed to connect to ${host} port ${port}`, 'Network is unreachable');
    case 'timeout':
      await pause(timeoutMs, stdio);
      return failed(28, `Connection timed out after ${timeoutMs} milliseconds`, '', timeoutMs / 1_000);
    case 'stranger':
      return { ...failed(0, ''), body: STRANGER, localPort: pod.nextPort() };
    case 'answered': {
      const localPort = pod.nextPort();
      const body = ask(world, arrival.entry, localPort, path);
      return { body, exitCode: 0, message: '', trace: '', seconds: 2 * CONNECT_SECONDS, localPort };
    }
  }
}

/** What `--write-out` says in the format that is asked for. */
function report(transfer: Transfer, urlnum: number, address: string): string {
  const { body, exitCode, message, seconds, localPort } = transfer;
  const connected = localPort > 0;
  const values: Readonly<Record<string, string | number>> = {
    ...{ urlnum, exitcode: exitCode, errormsg: message, response_code: connected ? 200 : 0 },
    ...{ local_ip: connected ? address : '', local_port: localPort, time_connect: connected ? CONNECT_SECONDS : 0 },
    ...{ time_total: seconds, size_download: Buffer.byteLength(body) },
  };
  return CURL_REPORT_FORMAT.replaceAll(/%\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
