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

/** Runs in their order, how many of them did not come out clean, for how long that has not happened, and how much was asked twice. */
export function runsInWords(list: readonly BenchRun[]): string {
  const red = list.filter(({ verdict }) => verdict !== 'passed').length;
  const since = list.length - 1 - list.findLastIndex(({ verdict }) => verdict !== 'passed');
  const inARow = red > 0 && since > 0 ? `, the last ${since} passed` : '';
  const again = list.reduce((sum, { askedAgain = [] }) => sum + askedAgain.length, 0);
  const twice = again > 0 ? `; ${again} requirement${again === 1 ? '' : 's'} asked again` : '';
  return `${list.length} run${list.length === 1 ? '' : 's'}, ${red} not passed${inARow}${twice}`;
}
