import { topicOf } from '../../requirements.ts';
import { type RequirementResult, type RunReport, VERDICTS } from '../results.ts';
import { totalsOf } from '../verdict.ts';
import { VERDICT_MARKS } from '../verdict-mark.ts';
import { type Html, html } from './html.ts';
import { stateOfVerdict } from './state.ts';

/** The requirements by topic, in their order. */
export function byTopic(requirements: readonly RequirementResult[]): [string, RequirementResult[]][] {
  return [...Map.groupBy(requirements, ({ id }) => topicOf(id)).entries()];
}

/** `11 passed, 1 skipped`. */
export function totalsInWords(results: readonly RequirementResult[]): string {
  const totals = totalsOf(results);
  return VERDICTS.flatMap((verdict) => (totals[verdict] > 0 ? `${totals[verdict]} ${verdict}` : [])).join(', ');
}

/** Every requirement as one mark, by topic. */
export function overview({ requirements }: RunReport): Html {
  const topics = byTopic(requirements).map(([topic, results]) => {
    const marks = results.map(
      ({ verdict }) => html`<i class="${stateOfVerdict(verdict)}">${VERDICT_MARKS[verdict]}</i>`,
    );
    const words = totalsInWords(results);
    return html`<li><a href="#topic-${topic}">${topic}</a> <span role="img" aria-label="${words}" title="${words}">${marks}</span></li>`;
  });
  return html`<nav class="overview" aria-label="Topics"><ul>${topics}</ul></nav>`;
}
