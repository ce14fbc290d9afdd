/** What was seen of the suite behind a troubled API, in the words of the README. */
import type { KeptChaos } from './results.ts';
import { TROUBLE_KINDS } from './troubles.ts';

/** A sentence a run. */
export function chaosSentence(runs: readonly KeptChaos[]): string {
  if (runs.length === 0) return 'No run on real nodes has been kept yet.';
  return runs.map(inWords).join('\n');
}

function inWords(run: KeptChaos): string {
  const { startedAt, seed, share, kubernetesVersion, proxyMode, requests, troubles, totals, wrong, profile } = run;
  const all = TROUBLE_KINDS.flatMap((kind) => (troubles[kind] > 0 ? [`${troubles[kind]} ${kind}`] : []));
  const chosen = profile === 'all' ? 'every requirement that disturbs no node' : `profile ${profile}`;
  const bad =
    wrong.length === 0
      ? 'nothing was accused, and nothing was left behind'
      : `${wrong.length} were wrong: ${wrong.join('; ')}`;
  return (
    `- ${startedAt.slice(0, 10)}, real nodes of ${kubernetesVersion} (${proxyMode}), ${chosen}, seed ${seed}, ${Math.round(share * 100)} % of requests: ` +
    `${requests} requests with ${all.join(', ')}; ${totals.passed} passed, ${totals.inconclusive} could not tell and named the trouble, ` +
    `${totals.skipped} skipped, ${totals.failed} failed: ${bad}.`
  );
}
