import { countsInWords } from '../../counts-in-words.ts';
import type { Spot } from '../../matrix/matrix.ts';
import { clientInWords, targetInWords } from '../../matrix/place-words.ts';
import type { Seen } from '../../matrix/seen.ts';
import { counted } from '../words.ts';

/** `outside → nodePort of agent-1: answered by 2 of 2 pods, as expected (40 answered)`. */
export function spotInWords({ from, to, seen }: Spot, nameOf: (node: string) => string): string {
  const { answer, silence, traffic } = seen;
  const parts = [
    answer && `had to answer, ${judgement(answer)}: ${countsInWords(answer.outcomes)}${backends(answer)}`,
    silence && `must not answer, ${judgement(silence)}: ${countsInWords(silence.outcomes)}`,
    traffic && `traffic while something changed, ${judgement(traffic)}: ${countsInWords(traffic.outcomes)}`,
  ].filter(Boolean);
  return `${clientInWords(from, nameOf)} → ${targetInWords(to, nameOf)}: ${parts.join('; ')}`;
}

function judgement({ holds, cells, asExpected }: Seen): string {
  if (holds === true) return 'as expected';
  return holds === null ? 'could not be told' : `not as expected in ${cells - asExpected} of ${cells}`;
}

function backends({ backends: seen }: Seen): string {
  return seen ? `, by ${seen.reached} of ${counted(seen.of, 'backend')}` : '';
}
