import type { BenchRun } from './results.ts';
import { spreadOf } from './statistics.ts';

export function spread(figures: readonly number[], digits: number, unit: string): string {
  const { min, median, max } = spreadOf(figures);
  return `${median.toFixed(digits)}${unit} (${min.toFixed(digits)} to ${max.toFixed(digits)}${unit})`;
}

export function inSeconds(ms: readonly number[]): string {
  return spread(
    ms.map((each) => each / 1_000),
    1,
    ' s',
  );
}

/** Runs, and how many of them did not come out clean. */
export function runsInWords(list: readonly BenchRun[]): string {
  const red = list.filter(({ verdict }) => verdict !== 'passed').length;
  return `${list.length} run${list.length === 1 ? '' : 's'}, ${red} not passed`;
}
