import { type Matrix, matrixOf, type Spot, spotAt } from './matrix/matrix.ts';
import { ownNames } from './matrix/own-names.ts';
import { clientInWords, targetInWords } from './matrix/place-words.ts';
import { type Seen, SORTS, type Sort } from './matrix/seen.ts';
import type { RunReport, Table } from './results.ts';
import { holdsMark } from './verdict-mark.ts';

/** Of what went as expected: it answered, it was silent, traffic went on while something changed. */
const AS_EXPECTED: Readonly<Record<Sort, string>> = { answer: '✓', silence: '○', traffic: '~' };

export const MATRIX_LEGEND =
  'how many checks: ✓ answered as it had to, ○ silent as it had to be, ~ kept going through a change, ✗ not as expected, ? could not be told';

/** Client by target, all requirements together; null where no traffic says where it went. */
export function terminalMatrix({ cluster, requirements }: RunReport): Table | null {
  const nodes = cluster?.nodes.map(({ name }) => name) ?? [];
  const matrix = matrixOf(requirements, nodes);
  if (!matrix) return null;
  const nameOf = ownNames(nodes);
  return {
    title: 'client by target',
    columns: ['from', ...matrix.targets.map((target) => targetInWords(target, nameOf).replace(' of ', '\n'))],
    rows: matrix.clients.map((client) => [clientInWords(client, nameOf), ...spotsOf(matrix, client)]),
  };
}

function spotsOf(matrix: Matrix, client: Spot['from']): string[] {
  return matrix.targets.map((target) => spotInSigns(spotAt(matrix, client, target)));
}

function spotInSigns(spot: Spot | undefined): string {
  if (!spot) return '';
  return SORTS.flatMap((sort) => (spot.seen[sort] ? [seenInSigns(sort, spot.seen[sort])] : [])).join(' ');
}

function seenInSigns(sort: Sort, { holds, cells, asExpected }: Seen): string {
  if (holds === true) return `${AS_EXPECTED[sort]} ${cells}`;
  return `${holdsMark(holds)} ${cells - asExpected} of ${cells}`;
}
