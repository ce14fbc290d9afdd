import { expect, test } from '@jest/globals';
import type { Timeline } from '../results.ts';
import { sampleCell } from '../sample.ts';
import { timelineFigure } from './timeline.ts';

type Runs = Timeline['runs'];

function figure(runs: Runs, marks: Timeline['marks'] = [], holds = true): string {
  return timelineFigure(sampleCell({ holds }), { startedAt: '', everyMs: 100, marks, runs }).markup;
}

const by = (pod: string, count: number) => ({ outcome: 'answered' as const, backend: `ns/web-7d9f-${pod}`, count });
const lost = (count: number) => ({ outcome: 'timeout' as const, backend: null, count });

test('each backend has a lane, and so has each outcome that is no answer, below them', () => {
  const markup = figure([lost(1), by('aaaa', 2), by('bbbb', 3), lost(2), by('aaaa', 1)]);
  expect(markup.match(/<span class="(answered|silent)"[^>]*>[^<]+/g)?.map((lane) => lane.split('>')[1])).toEqual([
    'aaaa',
    'bbbb',
    'timeout',
  ]);
  expect(markup.match(/ d="[^"]+"/g)).toEqual([' d="M1 0.5h2M8 0.5h1"', ' d="M3 1.5h3"', ' d="M0 2.5h1M6 2.5h2"']);
  expect(markup).toContain('viewBox="0 0 9 3"');
  expect(markup).toContain('aria-label="40 probes, one every 100 ms: 40 answered"');
});

test('answers of which nobody kept whose they were are one lane', () => {
  const markup = figure([{ outcome: 'answered', backend: null, count: 4 }, lost(1)]);
  expect(markup.match(/<span class="(answered|silent)"[^>]*>[^<]+/g)?.map((lane) => lane.split('>')[1])).toEqual([
    'answered',
    'timeout',
  ]);
});

test('many backends share one lane, in which nothing is missing', () => {
  const markup = figure(Array.from({ length: 8 }, (_, index) => by(`pod${index}`, 1)));
  expect(markup).toContain('answered by 8 pods');
  expect(markup.match(/ d="[^"]+"/g)).toEqual([' d="M0 0.5h8"']);
});

test('marks stand where they were, with the number of their words, and what came before the first probe at the beginning', () => {
  const marks = [
    { atMs: -30, text: 'first' },
    { atMs: 500, text: 'second' },
  ];
  const markup = figure([by('a', 10)], marks);
  expect(markup).toContain('<b style="left:0.00%">1</b><b style="left:50.00%">2</b>');
  expect(markup.replaceAll(/<[^>]+>/g, ' ')).toMatch(/first +at 0 ms.* second +at 500 ms/);
});

test('what was lost is painted as wrong only where it was', () => {
  expect(figure([lost(1)], [], true)).toContain('timeline is-passed');
  expect(figure([lost(1)], [], false)).toContain('timeline is-failed');
});
