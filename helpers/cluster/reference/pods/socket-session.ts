/** A session of helpers/probe/socket-program.sh, as it runs in a pod of the reference cluster: the same input, the same output. */
import type { Protocol } from '../routing/cluster-model.ts';
import type { Entry } from '../routing/conntrack.ts';
import { httpAnswer } from './http-answer.ts';
import type { PodProcess } from './pod-process.ts';
import { pause, type Stdio } from './program.ts';
import { ask, type Dialled, dial, STRANGER, type World } from './world.ts';

const LINE = /^(once|flow|stream) (tcp|udp) (\S+) (\d+) (\d+) (.*)$/;
const PACED = /^(\d+) (.*)$/;

/** A datagram that got no reply is sent again after so long, in ms. */
const SEND_AGAIN_MS = 1_000;

/** So long every exchange takes, in ms. */
const PACKETS_MS = 1;

/** The socket that `flow` keeps. */
interface Socket {
  readonly localPort: number;
  /** To whom its packets go; none where nobody has answered yet. */
  entry?: Entry | undefined;
  closed: boolean;
}

/** Where a session runs, and how it says something of a probe. */
interface Place {
  readonly world: World;
  readonly pod: PodProcess;
  readonly stdio: Stdio;
  readonly say: (text: string) => void;
}

type End = readonly [stage: 'open' | 'send' | 'receive' | 'closed', code: number];

interface Request extends Dialled {
  readonly once: boolean;
  /** Of a stream. */
  readonly everyMs: number | undefined;
  readonly timeoutMs: number;
  /** Path and query of its HTTP request; empty over UDP. */
  readonly path: string;
}

export async function socketSession(world: World, pod: PodProcess, stdio: Stdio): Promise<number> {
  const mark = await stdio.line();
  if (mark === undefined) return 0;
  const say = (text: string) => stdio.out(`\n${mark} ${text} ${Math.round(Date.now() * 1_000)}\n`);
  let kept: Socket | undefined;
  const probe = async (request: Request) => {
    say('begin');
    const socket = (request.once ? undefined : kept) ?? { localPort: pod.nextPort(), closed: false };
    const [stage, code] = await (request.protocol === 'UDP' ? udp : tcp)({ world, pod, stdio, say }, request, socket);
    await pause(PACKETS_MS, stdio); // on a clock that stands still meanwhile, who asks again and again would ask for ever
    say(`end ${stage} ${code}`);
    if (!request.once) kept = stage === 'open' ? undefined : socket;
  };
  for (;;) {
    const request = parsed((await stdio.line()) ?? '');
    if (!request) return 0;
    if (request.everyMs === undefined) await probe(request);
    else {
      await stream(stdio, request.everyMs, (nth) => probe({ ...request, path: request.path.replace('~', `${nth}`) }));
      say('stopped');
    }
  }
}

/** One probe after another, until the next line comes. */
async function stream(stdio: Stdio, everyMs: number, probe: (nth: number) => Promise<void>): Promise<void> {
  const told = new AbortController();
  const line = stdio.line().finally(() => told.abort());
  const signal = AbortSignal.any([stdio.signal, told.signal]);
  let due = Date.now();
  for (let nth = 1; !told.signal.aborted; nth += 1) {
    await probe(nth);
    due = Math.max(due + everyMs, Date.now());
    await pause(due - Date.now(), { ...stdio, signal }).catch(() => {});
    stdio.signal.throwIfAborted();
  }
  await line;
}

function parsed(line: string): Request | undefined {
  const [, verb, protocol = '', host = '', port, ms, rest = ''] = LINE.exec(line) ?? [];
  if (verb === undefined) return undefined;
  const [, everyMs, payload = rest] = (verb === 'stream' && PACED.exec(rest)) || [];
  const path = /^GET (\S+) /.exec(payload)?.[1] ?? '';
  const over: Protocol = protocol === 'udp' ? 'UDP' : 'TCP';
  const pace = everyMs === undefined ? undefined : Number(everyMs);
  return {
    once: verb !== 'flow',
    everyMs: pace,
    protocol: over,
    host,
    port: Number(port),
    timeoutMs: Number(ms),
    path,
  };
}

/** A connection that cannot be made, in bash's words; undefined where it was made. */
function notOpened(kind: string, { host, port, protocol }: Request, stdio: Stdio): End | undefined {
  const words = { refused: 'Connection refused', unroutable: 'Network is unreachable' }[kind];
  if (kind === 'no address') stdio.out(`bash: ${host}: Name or service not known\n`);
  else if (words && protocol === 'TCP') {
    stdio.out(`bash: connect: ${words}\nbash: /dev/${protocol.toLowerCase()}/${host}/${port}: ${words}\n`);
  } else return undefined;
  return ['open', 1];
}

async function tcp({ world, pod, stdio, say }: Place, request: Request, socket: Socket): Promise<End> {
  if (socket.closed) return ['closed', 0];
  const arrival = dial(world, pod, request, socket.entry);
  if (socket.entry && arrival.kind !== 'answered') {
    socket.closed = true; // its backend has ended, and with it the connection
    return ['closed', 0];
  }
  const failed = notOpened(arrival.kind, request, stdio);
  if (failed) return failed;
  if (arrival.kind === 'stranger') {
    stdio.out(httpAnswer(STRANGER));
    return ['receive', 0];
  }
  if (arrival.kind !== 'answered') {
    await pause(request.timeoutMs, stdio);
    return ['open', 124];
  }
  socket.entry = arrival.entry;
  stdio.out(httpAnswer(ask(world, arrival.entry, socket.localPort, request.path)));
  if (request.once) say('came');
  return ['receive', 0];
}

async function udp({ world, pod, stdio, say }: Place, request: Request, socket: Socket): Promise<End> {
  for (let left = request.timeoutMs; ; ) {
    const arrival = dial(world, pod, request, socket.entry);
    const failed = notOpened(arrival.kind, request, stdio);
    if (failed) return failed;
    if (arrival.kind === 'unroutable') {
      stdio.out('bash: echo: write error: Operation not permitted\n'); // its own node's rules stop the datagram
      return ['send', 1];
    }
    if (arrival.kind === 'answered') {
      socket.entry = arrival.entry;
      stdio.out(ask(world, arrival.entry, socket.localPort, request.path));
      return ['receive', 0];
    }
    if (arrival.kind === 'refused') {
      stdio.out("dd: error reading 'standard input': Connection refused\n");
      return ['receive', 1];
    }
    const wait = request.once ? Math.min(SEND_AGAIN_MS, left) : left;
    await pause(wait, stdio);
    left -= wait;
    if (left <= 0) return ['receive', 124];
    say('silence');
  }
}
