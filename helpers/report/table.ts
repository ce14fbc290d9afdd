import { oneLine } from './plain-text.ts';
import type { Table } from './results.ts';

const GAP = '   ';

/** The rows under their column names as kubectl prints them: aligned, three spaces apart, no box; the title is left out. */
export function alignedText(table: Table): string {
  const { lines } = align(table);
  return lines.join('\n');
}

/** The same under its title, with a rule below the column names. A cell may have several lines. */
export function ruledText({ title, columns, rows }: Table): string {
  const tall = [columns, ...rows].map(inLines);
  const head = tall[0]?.length ?? 0;
  const { lines, width } = align({ title, columns: [], rows: tall.flat() });
  const [, ...text] = lines;
  return [oneLine(title), '', ...text.slice(0, head), '─'.repeat(width), ...text.slice(head)].join('\n');
}

/** A row whose cells have several lines, as several rows. */
function inLines(row: readonly string[]): string[][] {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ''));
}

function align({ columns, rows }: Table): { lines: string[]; width: number } {
  const cells = [columns, ...rows].map((row) => row.map(oneLine));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  }
  const lines = cells.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
  return { lines, width: Math.max(...lines.map((line) => line.length)) };
}
