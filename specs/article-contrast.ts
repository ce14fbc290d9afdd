/** The article's contrast as one table: who is answered at a ClusterIP and at a nodePort, and whose address the pod sees. */
import { test } from '@jest/globals';
import { PROBE_TIMEOUT_MS, REQUIREMENT_MS } from '../helpers/bounds.ts';
import { addressOwners } from '../helpers/expect/address-owner.ts';
import { contrastCell } from '../helpers/expect/contrast-cell.ts';
import { addSpec } from '../helpers/expect/spec-file.ts';
import { takeWithin } from '../helpers/expect/take-within.ts';
import { eventually, NotYet } from '../helpers/kube/eventually.ts';
import type { Client, ProbeResult, Target } from '../helpers/probe/probe.ts';
import { tokens } from '../helpers/probe/token.ts';
import { writeContrast, writeError } from '../helpers/report/records.ts';
import { REQUIREMENTS, topicOf } from '../helpers/requirements.ts';
import { readRunContext } from '../helpers/run/context.ts';
import { type Article, clusterIP, nodePorts, PORT, type Scene } from './article-scene.ts';

/** New connections for each cell: one cell in 256 shows but one of two pods. It is a picture, and the verdicts are elsewhere. */
const PROBES = 9;

/** Time for one cell, in ms: enough for all of its probes where they are answered, and for two of them where they are not. */
const CELL_MS = 2 * PROBE_TIMEOUT_MS + 500;

/** Time for a node to follow, in ms. */
const OPENED_MS = 5_000;

/** The places of the article's contrast, with what a reader should know of each. */
function placesOfContrast({ places, pods, run }: Article): { place: string; client: Client }[] {
  const [home] = pods;
  if (!home) throw new Error('my-deployment has no pod');
  const outside = run.cluster.outside.kind !== 'none';
  const bare = run.cluster.nodes.find(({ name }) => pods.every(({ node }) => node !== name));
  return [
    { place: `a pod\non node ${home.node}`, client: places.podOn(home.node) },
    ...(bare ? [{ place: `a pod where no backend is\non node ${bare.name}`, client: places.podOn(bare.name) }] : []),
    ...(places.nodes.length > 0 ? [{ place: `a node\n${home.node}`, client: places.nodeOn(home.node) }] : []),
    ...(outside ? [{ place: `outside\n${places.outside.name}`, client: places.outside }] : []),
  ];
}

async function observe(stage: Scene): Promise<void> {
  const article = await stage.article();
  const { kube, run, places, pods, myService, nodeportService } = article;
  const door = nodePorts(article, nodeportService).at(-1);
  if (!door) throw new Error('no node has an address');
  const token = tokens(run.nonce);
  const signal = AbortSignal.timeout(REQUIREMENT_MS);
  const request = (target: Target) => ({ target, token: token(), timeoutMs: PROBE_TIMEOUT_MS });
  const opened = async (client: Client, target: Target) => {
    const [result] = await client.trial([request(target)], signal);
    if (result?.outcome !== 'answered') throw new NotYet(result?.detail ?? 'nothing came');
  };
  const ask = async (client: Client, target: Target) => {
    const isContrast = client.kind === 'outside' && target.kind === 'ClusterIP';
    const wait = () => opened(client, target);
    // Where it stays closed, that is the picture.
    if (!isContrast) await eventually('an answer', wait, { within: OPENED_MS, signal }).catch(() => {});
    const requests = Array.from({ length: PROBES }, () => request(target));
    return takeWithin(CELL_MS, client, requests, signal);
  };
  const seen = await Promise.all(
    placesOfContrast(article).map(async ({ place, client }) => {
      return { place, client, atClusterIP: await ask(client, clusterIP(myService)), atDoor: await ask(client, door) };
    }),
  );
  const { items: nodes } = await kube.core.listNode();
  const arrivals = await article.subject(myService).arrivals();
  const cell = (client: Client, results: readonly ProbeResult[]) => {
    const addresses = results.flatMap(({ request }) => arrivals.get(request.token)?.from ?? []);
    return contrastCell(results, pods.length, addressOwners(addresses, client, places.pods, nodes));
  };
  writeContrast(run.recordsDir, {
    title: 'ClusterIP and NodePort side by side, as seen in this run',
    columns: [
      'from',
      `my-service, a ClusterIP\n${myService.spec?.clusterIP}:${PORT}`,
      `nodeport-service, by its nodePort\n${door.host}:${door.port} (node ${door.node})`,
    ],
    rows: seen.map(({ place, client, atClusterIP, atDoor }) => [
      place,
      cell(client, atClusterIP),
      cell(client, atDoor),
    ]),
  });
}

/** Observes the contrast once, where the whole article is selected. It is a picture, so it has no verdict. */
export function contrast(stage: Scene): void {
  const run = readRunContext();
  const whole = REQUIREMENTS.every(({ id }) => topicOf(id) !== 'ARTICLE' || run.selected.includes(id));
  const title = 'the contrast: ClusterIP and NodePort side by side';
  if (!whole) {
    test.skip(title, () => {});
    return;
  }
  const spec = () =>
    observe(stage).catch((error: Error) => {
      writeError(run.recordsDir, `the contrast could not be observed: ${error.message.split('\n')[0]}`);
      throw error;
    });
  addSpec({ title, run: spec, limitMs: REQUIREMENT_MS });
}
