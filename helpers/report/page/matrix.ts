import { countsInWords } from '../counts-in-words.ts';
import { type Matrix, matrixOf, type Spot, spotAt, type TargetPlace } from '../matrix/matrix.ts';
import { ownNames } from '../matrix/own-names.ts';
import { clientInWords, targetInWords } from '../matrix/place-words.ts';
import type { Seen, Sort } from '../matrix/seen.ts';
import type { RequirementResult, RunReport } from '../results.ts';
import { holdsMark } from '../verdict-mark.ts';
import { type Html, html } from './html.ts';
import { byTopic, totalsInWords } from './overview.ts';
import { stateOf } from './state.ts';
import { counted } from './words.ts';

type NodeName = (node: string) => string;

/** Client by target as a heat map, for each topic: what was expected, what was seen, by whom it was answered. */
export function matrices({ cluster, requirements }: RunReport): Html | false {
  const nodes = cluster?.nodes.map(({ name }) => name) ?? [];
  const nameOf = ownNames(nodes);
  const topics = byTopic(requirements).flatMap(([topic, results]) => {
    const matrix = matrixOf(results, nodes);
    return matrix ? [{ topic, results, matrix }] : [];
  });
  if (topics.length === 0) return false;
  return html`<section aria-labelledby="matrix">
<h2 id="matrix">Client × target</h2>
<p class="note">What each place saw of each target, all requirements of a topic together. <b>answers</b>: it had to answer; <b>silent</b>: it must not; <b>change</b>: traffic that went on while something changed. The deeper the shade, the more probes; a mark says how it went: ✓ as expected, ✗ not, ? could not be told. An empty cell was not asked.</p>
${topics.map(
  (
    { topic, results, matrix },
    index,
  ) => html`<details class="matrix"${(index === 0 || !allFine(results)) && html` open`}><summary><b>${topic}</b> <span class="quiet">${totalsInWords(results)}</span></summary>
<div class="wide" role="group" aria-label="${topic}: client by target" tabindex="0">${matrixTable(topic, matrix, nameOf)}</div></details>`,
)}
</section>`;
}

function allFine(results: readonly RequirementResult[]): boolean {
  return results.every(({ verdict }) => verdict === 'passed' || verdict === 'skipped');
}

function matrixTable(topic: string, matrix: Matrix, nameOf: NodeName): Html {
  const { clients, targets } = matrix;
  const kinds = [...Map.groupBy(targets, ({ kind }) => kind).values()];
  const first = kinds.map(kindHeading);
  const second = kinds
    .filter(byNode)
    .flatMap((own) => own.map(({ node }) => html`<th scope="col">${node === null ? 'no node' : nameOf(node)}</th>`));
  const rows = clients.map((client) => {
    const cells = targets.map((target) => spotCell(topic, spotAt(matrix, client, target), target, nameOf));
    return html`<tr><th scope="row">${clientInWords(client, nameOf)}</th>${cells}</tr>`;
  });
  return html`<table class="heat"><thead><tr><td rowspan="2"></td>${first}</tr><tr>${second}</tr></thead><tbody>${rows}</tbody></table>`;
}

function byNode(targets: readonly TargetPlace[]): boolean {
  return targets.some(({ node }) => node !== null);
}

function kindHeading(targets: readonly TargetPlace[]): Html {
  const kind = targets[0]?.kind;
  return byNode(targets)
    ? html`<th scope="colgroup" colspan="${targets.length}">${kind}</th>`
    : html`<th scope="col" rowspan="2">${kind}</th>`;
}

/** What had to come, said as what came where both are the same. */
const SORT_WORDS: Readonly<Record<Sort, { readonly came: string; readonly must: string }>> = {
  answer: { came: 'answers', must: 'must answer' },
  silence: { came: 'silent', must: 'must not answer' },
  traffic: { came: 'change', must: 'change' },
};

function spotCell(topic: string, spot: Spot | undefined, target: TargetPlace, nameOf: NodeName): Html {
  if (!spot) return html`<td></td>`;
  const { seen, holds, ids } = spot;
  const lines = (['answer', 'silence', 'traffic'] as const).flatMap((sort) =>
    seen[sort] ? [seenLine(sort, seen[sort])] : [],
  );
  const links = ids.map(
    (id) => html`<a href="#${id}" title="${id}" aria-label="${id}">${id.slice(topic.length + 1)}</a>`,
  );
  const probes = Object.values(seen).reduce((sum, each) => sum + (each?.probes ?? 0), 0);
  return html`<td class="${stateOf(holds)} heat-${heatOf(probes)}" title="${targetInWords(target, nameOf)}">${lines}<span class="ids">${links}</span></td>`;
}

function seenLine(sort: Sort, { holds, cells, asExpected, outcomes, probes, backends }: Seen): Html {
  const came = sort === 'answer' && outcomes.answered === probes ? `${probes}/${probes}` : countsInWords(outcomes);
  const words = SORT_WORDS[sort][holds === true ? 'came' : 'must'];
  const wrong = `${cells - asExpected} of ${cells} ${holds === null ? 'not told' : 'not as expected'}`;
  return html`<span class="seen ${stateOf(holds)}"><b>${holdsMark(holds)} ${words}</b> ${came}${holds !== true && html`<span class="by">${wrong}</span>`}${
    backends && html`<span class="by">${backends.reached} of ${counted(backends.of, 'backend')}</span>`
  }</span>`;
}

/** 1 to 4: up to 30, 100, 300 probes, and more. */
function heatOf(probes: number): number {
  return 1 + [30, 100, 300].filter((step) => probes > step).length;
}
