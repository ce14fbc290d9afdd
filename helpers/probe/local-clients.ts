/** For unit tests: the clients that ask over UDP, and through flows, by this process, a thread of it, and the program in bash. */

import { networkInterfaces } from 'node:os';
import { afterAll } from '@jest/globals';
import { localProgram } from './local-program.ts';
import type { Client, ProbeRequest, ProbeResult, Protocol } from './probe.ts';
import { processClient } from './process-client.ts';
import { programClient } from './program-client.ts';
import { threadClient } from './thread-client.ts';

export const NONCE = 'n0nce';

/** What a backend of the suite's own says, and how it is read. */
export const identity = (pod: string) =>
  `<!-- service-conformance ${NONCE} web/${pod} -->\n<!-- saw 10.0.0.2 4711 on 8053 at node-1 -->\n`;
export const SEEN = { from: { address: '10.0.0.2', port: 4711 }, serverPort: 8053, node: 'node-1' };

const place = { kind: 'pod', name: 'local bash', repeat: () => '' } as const;
export const CLIENTS: [string, Client][] = [
  ['this process', processClient(NONCE)],
  ['a thread', threadClient(NONCE)],
  ['bash', programClient(place, localProgram(), NONCE)],
];
afterAll(async () => {
  await Promise.all(CLIENTS.map(([, client]) => client[Symbol.asyncDispose]()));
});

const hasIPv6 = networkInterfaces().lo?.some(({ address }) => address === '::1');
export const HOSTS = hasIPv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'];

type About = [protocol: Protocol, port: number, timeoutMs?: number, host?: string];

let count = 0;
/** A request with a token of its own. */
export function request(...[protocol, port, timeoutMs = 3000, host = '127.0.0.1']: About): ProbeRequest {
  count += 1;
  return { target: { kind: 'pod IP', host, port, protocol }, token: `t-${count}`, timeoutMs };
}

export const short = (results: readonly ProbeResult[]) => results.map(({ outcome, backend }) => [outcome, backend]);
export const outcomes = (results: readonly ProbeResult[]) => results.map(({ outcome }) => outcome);

export async function one(client: Client, ...about: About): Promise<ProbeResult> {
  const [result] = await client.probe([request(...about)]);
  return result as ProbeResult;
}

/** The first `number` results of a flow; `before` is called before each is sent. */
export async function flowOf(
  client: Client,
  number: number,
  about: About,
  everyMs: number,
  before: (nth: number) => void = () => {},
): Promise<readonly ProbeResult[]> {
  const enough = Promise.withResolvers<void>();
  let nth = 0;
  const stream = client.flow(() => {
    nth += 1;
    before(nth);
    if (nth === number) enough.resolve();
    return request(...about);
  }, everyMs);
  await enough.promise;
  return (await stream.stop()).slice(0, number);
}
