import { changedBounds } from '../changed-bounds.ts';
import { formatDuration } from '../duration.ts';
import { withReasons } from '../features.ts';
import type { Rung, RunReport } from '../results.ts';
import { type Html, html } from './html.ts';

/** What it takes to see the same again, and what went into this run. */
export function reproduce(report: RunReport): Html {
  const { cluster, overlays, bounds, features, phases } = report;
  const changed = new Set(changedBounds(bounds).map(({ name }) => name));
  const limits = Object.entries(bounds).map(
    ([name, ms]) => `${name} ${formatDuration(ms)}${changed.has(name) ? ' (changed)' : ''}`,
  );
  const supported = features.filter((feature) => feature.supported).map(({ name }) => name);
  const facts: [string, readonly string[]][] = [
    ['nodes', cluster?.nodes.map(({ name, internalIPs }) => `${name} ${internalIPs.join(' ')}`) ?? []],
    ['images', cluster ? [cluster.images.k3s ?? [], cluster.images.nginx].flat() : []],
    ['changed to run here', overlays],
    ['bounds', limits],
    ['features supported', supported],
    ['features not supported', withReasons(features, false)],
    ['features in doubt', withReasons(features, null)],
    ['start of the cluster', rungs(cluster?.ladder ?? [])],
    ['specs', rungs(phases)],
  ];
  return html`<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre tabindex="0">${report.reproduce.join('\n')}</pre>
<dl class="about">${facts.map(([name, lines]) => lines.length > 0 && html`<div><dt>${name}</dt>${lines.map((line) => html`<dd>${line}</dd>`)}</div>`)}</dl>
</section>`;
}

function rungs(ladder: readonly Rung[]): string[] {
  return ladder.map(({ name, durationMs }) => `${name} ${formatDuration(durationMs)}`);
}
