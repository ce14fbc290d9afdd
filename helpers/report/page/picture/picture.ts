import { matrixOf } from '../../matrix/matrix.ts';
import { ownNames } from '../../matrix/own-names.ts';
import type { RunReport } from '../../results.ts';
import { type Html, html } from '../html.ts';
import { byTopic } from '../overview.ts';
import { backendsOf } from './backends.ts';
import { drawing } from './drawing.ts';
import { spotInWords } from './spot-words.ts';

/** More nodes than this are no picture any more; the tables have them all. */
const MOST_NODES = 5;

/** Nodes, pods and outside, with an arrow for each path of the article, or else of the first topic that sent traffic. Its words are unfolded where no contrast stands beside it. */
export function picture({ cluster, requirements, contrast }: RunReport): Html | false {
  const nodes = cluster?.nodes.map(({ name }) => name) ?? [];
  const topics = byTopic(requirements).flatMap(([topic, results]) => {
    const matrix = matrixOf(results, nodes);
    return matrix ? [{ topic, results, matrix }] : [];
  });
  const shown = topics.find(({ topic }) => topic === 'ARTICLE') ?? topics[0];
  if (!shown) return false;
  const { topic, results, matrix } = shown;
  const nameOf = ownNames(nodes);
  const drawn = nodes.slice(0, MOST_NODES);
  const part = drawn.length < nodes.length && `, ${drawn.length} of ${nodes.length} nodes`;
  return html`<section class="picture" aria-labelledby="picture">
<h2 id="picture">Who reached whom <span class="quiet">${topic}${part}</span></h2>
<div>${drawing(drawn, matrix, backendsOf(results), nameOf)}
<p class="legend"><span class="key answered"></span> answered <span class="key silent"></span> no answer <span class="key partly"></span> some answered; <span class="is-passed">unmarked: as expected</span>, <span class="is-failed">✗ not as expected</span>, <span class="is-inconclusive">? could not be told</span></p></div>
<details${!contrast && html` open`}><summary>The picture in words</summary><ul>${matrix.spots.map((spot) => html`<li>${spotInWords(spot, nameOf)}</li>`)}</ul></details>
</section>`;
}
