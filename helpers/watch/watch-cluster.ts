import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { SERVICE_PROGRAMMED_MS, WATCH_SUMMARY_MS } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { tokens } from '../probe/token.ts';
import { formatDuration } from '../report/duration.ts';
import { writeRecord } from '../report/records.ts';
import { ruledText } from '../report/table.ts';
import { requirementRow } from '../report/terminal-row.ts';
import type { Checked, CheckRequest } from '../run/check-cluster.ts';
import type { Output } from '../run/output.ts';
import { firstAnswers } from './first-answers.ts';
import { changeLine, pathInWords } from './interval-words.ts';
import { stopKey } from './keys.ts';
import { pathsOf } from './path.ts';
import { Screen } from './screen.ts';
import { watchStage } from './stage.ts';
import { STATE_LEGEND, stateTable } from './state-table.ts';
import { type Watched, watchPaths } from './watch-paths.ts';
import { watchedResults } from './watched-results.ts';

/** Bytes: more than anybody on the network could guess. */
const NONCE_BYTES = 12;

/** Pace of drawing on a terminal, in ms. */
const DRAW_EVERY_MS = 500;

export interface WatchRequest extends Pick<CheckRequest, 'cluster' | 'options' | 'recordsDir' | 'labels' | 'died'> {
  readonly output: Output;
  /** Called when traffic is flowing: from then on whatever stops the run is the end that was waited for. */
  readonly onFlowing: () => void;
}

/** Keeps traffic flowing on a cluster that is ready, and shows it, until the signal or q; what it saw is in the records afterwards. */
export async function watchCluster(request: WatchRequest, signal: AbortSignal): Promise<Checked> {
  const { cluster, options, recordsDir, labels, died, output, onFlowing } = request;
  const { pairs } = options;
  using key = stopKey();
  const stop = AbortSignal.any([signal, key.signal]);
  // Every path listens.
  setMaxListeners(0, signal, stop);
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  await using stage = await watchStage({ cluster, nonce, selected: [], pairs, recordsDir, labels }, signal);
  const { places, backends, service } = stage;
  const paths = pathsOf(places, cluster, service, pairs);
  const token = tokens(nonce);
  const silent = await firstAnswers(paths, token, SERVICE_PROGRAMMED_MS, stop);
  signal.throwIfAborted();

  const from = Date.now();
  const screen = new Screen(output.stream);
  const say = (line: string) => {
    if (output.progress !== 'quiet') screen.line(line);
  };
  const onChange = (...change: Parameters<typeof changeLine>) => say(changeLine(...change));
  const watching = watchPaths({ paths, backends, token, onChange }, stop);
  onFlowing();
  const { watched, everyMs } = watching;
  say(`watching ${paths.length} paths, a new connection every ${everyMs} ms on each, until ${howToEnd(output)}`);
  for (const path of silent) say(`not answered so far: ${pathInWords(path)}`);
  void died.then(({ what, message }) => say(`${what}: ${message}`));
  const nodes = cluster.nodes.map(({ name }) => name);
  const timer = setInterval(
    () => {
      if (output.progress === 'live') screen.draw(picture(watched, nodes, from));
      if (output.progress === 'lines') screen.line(`${stateLine(watched, from)}`);
    },
    output.progress === 'live' ? DRAW_EVERY_MS : WATCH_SUMMARY_MS,
  );
  await watching.done.finally(() => clearInterval(timer));
  say(`${stateLine(watched, from)}\n`);

  const unwatched = (id: string) => unwatchedBecause(id, cluster);
  const to = Date.now();
  const results = watchedResults({ watched, backends, everyMs, from, to, unwatched });
  for (const result of results) {
    writeRecord(recordsDir, result);
    if (output.progress !== 'quiet' || result.verdict === 'failed' || result.verdict === 'inconclusive') {
      output.stream.write(`${requirementRow(result, output.style)}\n`);
    }
  }
  const notice = `watched for ${formatDuration(to - from)}: did traffic keep flowing? What else the requirements say was not checked`;
  return { errors: [], phases: [], specsFailed: false, doubtSince: null, unrecorded: 'it was not watched', notice };
}

function howToEnd({ progress }: Output): string {
  return progress === 'live' ? 'q, Ctrl-C or the deadline' : 'SIGINT, SIGTERM or the deadline';
}

function picture(watched: readonly Watched[], nodes: readonly string[], from: number): string {
  return `\n${ruledText(stateTable(watched, nodes))}\n${STATE_LEGEND}\n${stateLine(watched, from)}; q ends it`;
}

/** `watched for 2 min 5 s, 2400 probes: 40 of 42 paths answered, 2 broken`. */
function stateLine(watched: readonly Watched[], from: number): string {
  const probes = watched.reduce((sum, { track }) => sum + track.probes, 0);
  const count = (state: string) => watched.filter(({ track }) => track.state === state).length;
  const others = [
    ...(count('broken') > 0 ? [`${count('broken')} broken`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} that could not be told`] : []),
  ];
  const answered = `${count('answered')} of ${watched.length} paths answered`;
  return `watched for ${formatDuration(Date.now() - from)}, ${probes} probes: ${[answered, ...others].join(', ')}`;
}

function unwatchedBecause(id: string, { outside }: Cluster): string {
  if (id === 'ARTICLE-7' && outside.kind === 'none') return `no client outside: ${outside.why}`;
  return "no pods in the nodes' own network: they need --allow-host-network";
}
