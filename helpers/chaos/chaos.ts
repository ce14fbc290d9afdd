/**
 * `npm run chaos -- --seed N [--kind KIND]… [--share 0..1] [--cluster reference] [--profile article] [--focus …]`: what the suite says while the
 * API server is in trouble. A run on a throwaway cluster is added to docs/chaos.json when it has ended, red ones too.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { keepRun } from '../bench/keep-run.ts';
import { runningCommit } from '../bench/running-commit.ts';
import { totalsOf } from '../report/verdict.ts';
import { commandLine, countOf } from '../run/command-line.ts';
import { oneOf } from '../run/one-of.ts';
import { parseOptions } from '../run/options.ts';
import { focused, ofProfile } from '../run/selection.ts';
import { UsageError } from '../run/usage-error.ts';
import { chaosRun, undisturbing } from './chaos-run.ts';
import { chaosSentence } from './figures.ts';
import { wrongs } from './judge.ts';
import type { KeptChaos } from './results.ts';
import { TROUBLE_KINDS } from './troubles.ts';

const RESULTS = fileURLToPath(new URL('../../docs/chaos.json', import.meta.url));
const SHARE = '0.1';

const OURS = ['seed', 'kind', 'share'];
const USAGE =
  'npm run chaos -- --seed N [--kind KIND]… [--share 0.1] [--cluster reference] [--profile article] [--focus …]';

const { seed, kinds, share, options } = commandLine(USAGE, () => {
  const { values, tokens } = parseArgs({
    options: {
      seed: { type: 'string', default: '' },
      kind: { type: 'string', multiple: true, default: [...TROUBLE_KINDS] },
      share: { type: 'string', default: SHARE },
      cluster: { type: 'string', default: 'k3s' },
      profile: { type: 'string', default: 'all' },
      focus: { type: 'string', multiple: true, default: [] },
    },
    tokens: true,
  });
  const handedOn = tokens.flatMap((token) =>
    token.kind === 'option' && !OURS.includes(token.name) ? [token.rawName, token.value ?? ''] : [],
  );
  return {
    seed: countOf('--seed', values.seed),
    kinds: values.kind.map((kind) => oneOf('--kind', kind, TROUBLE_KINDS)),
    share: shareOf(values.share),
    options: parseOptions(['--cluster', values.cluster, ...handedOn], process.env),
  };
});

function shareOf(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share <= 1)) throw new UsageError(`--share ${text}: a share above 0 and up to 1 is needed`);
  return share;
}

const selected = ofProfile(
  options.profile,
  focused(options.focus, undisturbing()),
  (await import('../requirements.ts')).REQUIREMENTS,
);
const commit = runningCommit();
const plan = { seed, kinds, share };
const run = await chaosRun({ options, plan, selected, printTo: process.stdout.fd });
const { startedAt, durationMs, cluster, requirements, errors } = run.report;
const kept: KeptChaos = {
  ...{ startedAt, durationMs, commit, ...plan, profile: options.profile },
  ...{ kubernetesVersion: cluster?.kubernetesVersion ?? 'unknown', proxyMode: cluster?.proxyMode ?? 'unknown' },
  ...{ requests: run.requests, troubles: run.troubles, totals: totalsOf(requirements) },
  inconclusive: requirements.flatMap(({ id, verdict, reason }) =>
    verdict === 'inconclusive' ? [`${id}: ${reason}`] : [],
  ),
  ...{ errors, wrong: wrongs(run) },
};
if (options.cluster === 'k3s') {
  console.log(`${chaosSentence(keepRun(RESULTS, kept))}\n\nnpm run docs    # puts it into the README`);
}
console.log(JSON.stringify(kept, null, 2));
process.exitCode = kept.wrong.length > 0 ? 1 : 0;
