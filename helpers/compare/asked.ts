/** What the real cluster answers to many probes, asked from all places at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client as RoutedClient, Target } from '../cluster/reference/routing/cluster-model.ts';
import type { Client, ProbeResult } from '../probe/probe.ts';
import { answeredBy, NOBODY } from './expected.ts';
import { isBeyond, whose } from './place.ts';
import type { Side } from './side.ts';

/** One probe, and how often it is sent. */
export interface Asked {
  readonly client: Client;
  readonly routed: RoutedClient;
  readonly target: Target;
  readonly times: number;
}

/** So many runs of the probe program side by side at each place: most of their time is silence. */
const LANES = 6;

/** A connection that is answered takes milliseconds. */
const TIMEOUT_MS = 1_000;
const ALONE_TIMEOUT_MS = 3_000;

/** An ICMP error to one address is sent once in a second; where a refusal is one, another may have taken it. */
const ICMP_EVERY_MS = 1_100;

/** @returns how each of them ended, in their order. */
export async function askAll(side: Side, asked: readonly Asked[], token: () => string): Promise<string[][]> {
  const ends: string[][] = asked.map(() => []);
  const byClient = Map.groupBy(asked.entries(), ([, { client }]) => client);
  const lanes = [...byClient.values()].flatMap((all) =>
    Array.from({ length: LANES }, (_, lane) => all.filter((__, index) => index % LANES === lane)),
  );
  await Promise.all(
    lanes.map(async (lane) => {
      const [first] = lane;
      if (!first) return;
      const requests = lane.flatMap(([index, each]) =>
        Array.from({ length: each.times }, () => ({ index, request: requestOf(each, token(), TIMEOUT_MS) })),
      );
      const results = await first[1].client.probe(requests.map(({ request }) => request));
      for (const [nth, { index }] of requests.entries()) {
        const [one, result] = [asked[index], results[nth]];
        if (one && result) ends[index]?.push(endOf(side, one, result));
      }
    }),
  );
  return ends;
}

/** The same, one after another at each place, and with time between them. */
export async function askAlone(side: Side, asked: readonly Asked[], token: () => string): Promise<string[][]> {
  const ends: string[][] = asked.map(() => []);
  const byClient = Map.groupBy(asked.entries(), ([, { client }]) => client);
  await Promise.all(
    [...byClient].map(async ([client, all]) => {
      for (const [index, each] of all) {
        await sleep(ICMP_EVERY_MS);
        const requests = Array.from({ length: each.times }, () => requestOf(each, token(), ALONE_TIMEOUT_MS));
        const results = await client.probe(requests);
        ends[index]?.push(...results.map((result) => endOf(side, each, result)));
      }
    }),
  );
  return ends;
}

function requestOf({ target }: Asked, token: string, timeoutMs: number) {
  const { address: host, port, protocol } = target;
  return { target: { kind: 'ClusterIP' as const, host, port, protocol }, token, timeoutMs };
}

/** In the words of the reference cluster's answer. */
function endOf(side: Side, { routed, target }: Asked, { outcome, backend, seen, detail }: ProbeResult): string {
  if (outcome === 'broken') return `broken: ${detail}`;
  if (outcome !== 'answered' || !backend || !seen) return isBeyond(side, routed, target) ? NOBODY : outcome;
  return answeredBy(backend.slice(backend.indexOf('/') + 1), seen.serverPort, whose(side, routed, seen.from.address));
}
