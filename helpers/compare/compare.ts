/**
 * `npm run compare:reference -- --cases N [--seed N] [--proxy-mode iptables|nftables] [--case INDEX]`: makes the same generated
 * Services on the reference cluster and on a throwaway k3s, sends the same probes to both, and adds what differs to
 * docs/differences.json. With --case it asks one case alone, and keeps nothing.
 */

import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { keepRun } from '../bench/keep-run.ts';
import { runningCommit } from '../bench/running-commit.ts';
import { CLUSTER_START_MS } from '../bounds.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { commandLine, countOf } from '../run/command-line.ts';
import { oneOf } from '../run/one-of.ts';
import { parseOptions } from '../run/options.ts';
import { startThrowaway } from '../run/throwaway.ts';
import { casesOf } from './generate.ts';
import { reasonOf } from './known.ts';
import type { Comparison } from './results.ts';
import { compareClusters } from './run.ts';

const RESULTS = fileURLToPath(new URL('../../docs/differences.json', import.meta.url));
const MOST_SEED = 2 ** 31;
/** After this its containers belong to nobody, in ms. */
const COMPARISON_MS = 3_600_000;

const USAGE = 'npm run compare:reference -- [--cases N] [--seed N] [--proxy-mode iptables|nftables] [--case INDEX]';

const { count, seed, mode, one } = commandLine(USAGE, () => {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(randomInt(1, MOST_SEED)) },
      case: { type: 'string' },
      'proxy-mode': { type: 'string', default: 'iptables' },
    },
  });
  return {
    count: countOf('--cases', values.cases),
    seed: countOf('--seed', values.seed),
    mode: oneOf('--proxy-mode', values['proxy-mode'], ['iptables', 'nftables'] as const),
    one: values.case === undefined ? undefined : countOf('--case', values.case, 0),
  };
});
const cases = casesOf(seed, one === undefined ? count : one + 1).filter(({ index }) => (one ?? index) === index);

const began = performance.now();
const at = new Date().toISOString();
const options = parseOptions(['--proxy-mode', mode], process.env);
const runId = `sc-compare-${randomBytes(2).toString('hex')}`;
const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + COMPARISON_MS });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const workDir = mkdtempSync(join(tmpdir(), 'compare-'));
try {
  const onRung = (name: string, state: string, ms: number) => state === 'done' && console.log(`  ${name}: ${ms} ms`);
  using ladder = new Ladder({ within: CLUSTER_START_MS, onRung });
  await using throwaway = await startThrowaway({ options, runId, labels, workDir }, ladder);
  const found = await compareClusters(throwaway.cluster, mode, cases, { say: console.log, stop: stop.signal });
  const differences = found.differences.map((each) => ({ ...each, reason: reasonOf(each) }));
  const commit = runningCommit();
  const { kubernetesVersion, proxyMode } = throwaway.cluster;
  const durationMs = Math.round(performance.now() - began);
  const run: Comparison = { at, durationMs, commit, kubernetesVersion, proxyMode, seed, ...found, differences };
  for (const each of differences) console.log(`\nseed ${seed} case ${each.index}: ${JSON.stringify(each, null, 2)}`);
  const unexplained = differences.filter(({ reason }) => reason === '').length;
  const { cases: asked, agreedAlone, broken } = run;
  console.log(
    `\nseed ${seed}: ${asked} cases, ${differences.length} differences, ${unexplained} of them unexplained, ${broken} broken, ` +
      `${agreedAlone} agreed when they were asked alone; ${Math.round(durationMs / 1_000)} s`,
  );
  if (one === undefined) keepRun(RESULTS, run);
  if (unexplained + broken > 0) process.exitCode = 1;
} finally {
  rmSync(workDir, { recursive: true });
}
