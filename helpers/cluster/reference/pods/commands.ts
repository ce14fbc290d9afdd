/** The commands that the suite runs in pods, by what they are; there is no shell. */
import { CURL_COMMAND } from '../../../probe/curl-program.ts';
import { SOCKET_COMMAND } from '../../../probe/socket-program.ts';
import { answerTo } from '../names/message.ts';
import { resolve } from '../names/resolver.ts';
import { curlProgram } from './curl-program.ts';
import { PlainNginx } from './nginx.ts';
import type { PodProcess } from './pod-process.ts';
import type { Program, Stdio } from './program.ts';
import { proxySays } from './proxy-settings.ts';
import { socketHost } from './socket-host.ts';
import type { World } from './world.ts';

const NOT_FOUND = 127;
/** getent's: the name has no address. */
const NO_ADDRESS = 2;
/** curl's: could not connect. */
const NO_CONNECTION = 7;

/** The program that a command starts in a pod. */
export function programOf(world: World, pod: PodProcess, command: readonly string[]): Program {
  const is = (known: readonly string[]) =>
    known.length === command.length && known.every((word, n) => word === command[n]);
  if (is(CURL_COMMAND)) return (stdio) => curlProgram(world, pod, stdio);
  if (is(SOCKET_COMMAND)) return (stdio) => socketHost(world, pod, stdio);
  const [program = '', ...words] = command;
  const simple = SIMPLE[program];
  return async (stdio) => simple?.(world, pod, words, stdio) ?? unknown(command, stdio);
}

type Simple = (world: World, pod: PodProcess, words: readonly string[], stdio: Stdio) => number | undefined;

const SIMPLE: Readonly<Record<string, Simple>> = {
  touch(_, pod, words) {
    for (const word of words) pod.running.files.add(word);
    return 0;
  },
  rm(_, pod, words) {
    for (const word of words) pod.running.files.delete(word);
    return 0;
  },
  cat(_, pod, [file], stdio) {
    if (file !== '/etc/resolv.conf') return undefined;
    stdio.out(pod.resolvConf);
    return 0;
  },
  env(_, pod, __, stdio) {
    for (const [name, value] of Object.entries(pod.environment)) stdio.out(`${name}=${value}\0`);
    return 0;
  },
  curl,
  getent: (world, pod, [database = '', name = ''], stdio) => getent(world, pod, database, name, stdio),
  nginx(_, pod) {
    setImmediate(() => pod.onStop());
    return 0;
  },
  sh: script,
  bash: script,
};

function unknown(command: readonly string[], stdio: Stdio): number {
  stdio.err(`the reference cluster has no program for ${JSON.stringify(command).slice(0, 500)}\n`);
  return NOT_FOUND;
}

/** Scripts, by what each is known by. */
function script(world: World, pod: PodProcess, words: readonly string[], stdio: Stdio): number | undefined {
  const [, text = '', , ...rest] = words;
  if (text.includes('grep -qF -e "$1" "$2" || printf')) return appendOnce(pod, rest, stdio);
  if (text.includes('getent ahosts "$name"')) {
    for (const name of rest) stdio.out(`exit ${getent(world, pod, 'ahosts', name, stdio)}\n`);
    return 0;
  }
  if (text.includes('exec 3<>"/dev/udp/$server/53"')) return askDns(world, rest, stdio);
  if (text.includes('[ "$name" = sleep ] && kill "$pid"')) {
    pod.onHookEnd();
    return 0;
  }
  if (text.startsWith('cat /proc/net/fib_trie')) return localAddresses(world, pod, stdio);
  return undefined;
}

function appendOnce(pod: PodProcess, [comment = '']: readonly string[], stdio: Stdio): number {
  const { listener } = pod.running;
  if (!(listener instanceof PlainNginx)) {
    stdio.err('no page\n');
    return 1;
  }
  if (!listener.page.includes(comment)) listener.page += `\n${comment}\n`;
  return 0;
}

/** Every pod has IPv4 addresses only. */
function getent({ findName }: World, pod: PodProcess, database: string, name: string, stdio: Stdio): number {
  const addresses = database === 'ahostsv6' ? [] : resolve(findName, pod.resolvConf, name);
  for (const address of addresses) {
    for (const type of [`STREAM ${name}`, 'DGRAM', 'RAW']) stdio.out(`${address.padEnd(15)} ${type}\n`);
  }
  return addresses.length > 0 ? 0 : NO_ADDRESS;
}

/** A line for each query, in base64; an empty one where nobody answers. */
function askDns({ findName, addresses }: World, [server, ...queries]: readonly string[], stdio: Stdio): number {
  for (const query of queries) {
    const answer = answerTo(Buffer.from(query, 'base64'), findName);
    stdio.out(`${server === addresses.dnsServer ? answer.toString('base64') : ''}\n`);
  }
  return 0;
}

/** As /proc/net/fib_trie lists the addresses of the node that the pod runs in. */
function localAddresses({ addresses }: World, pod: PodProcess, stdio: Stdio): number {
  const { internalIP, gateway, overlay } = addresses.nodeNamed(pod.node);
  for (const address of ['127.0.0.1', internalIP, gateway, overlay]) {
    stdio.out(`        |-- ${address}\n           /32 host LOCAL\n`);
  }
  return 0;
}

/** curl without the program around it: its version, and what kube-proxy says to its own node. */
function curl({ mode }: World, pod: PodProcess, words: readonly string[], stdio: Stdio): number {
  if (words[0] === '--version') {
    stdio.out('curl 8.0 (reference cluster)\n');
    return 0;
  }
  const writeOut = words[words.indexOf('--write-out') + 1]?.includes('http_code') ?? false;
  let code = 0;
  for (const url of words.filter((word) => word.startsWith('http://'))) {
    const body = pod.place.hostNetwork ? proxySays(mode, url) : undefined;
    if (body === undefined) code = NO_CONNECTION;
    stdio.out(writeOut ? `${body === undefined ? '000' : '200'}\n` : (body ?? ''));
  }
  return code;
}
