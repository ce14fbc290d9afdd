/** How often the suite accused a healthy cluster, in the words of the README and of docs/detection.md. */
import { markdownTable } from '../report/markdown-table.ts';
import type { CatalogueRun } from './results.ts';

/** So many runs of each mode are looked at. */
const LAST = 30;

const COLUMNS = [
  ...['kube-proxy', 'whole runs kept', 'with a wrong accusation', `among the last ${LAST}`],
  ...['without one since', 'what was accused'],
];

/** A line for each mode of kube-proxy, from every kept run of the whole catalogue: the clusters were healthy, so whatever failed was accused wrongly. */
export function accusationsTable(runs: readonly CatalogueRun[]): string {
  const byMode = Map.groupBy(runs, ({ proxyMode }) => proxyMode);
  const rows = [...byMode]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([mode, all]) => {
      const accused = all.toSorted(byStart).map((run) => ({ date: run.startedAt.slice(0, 10), ids: accusedIn(run) }));
      const wrong = accused.filter(({ ids }) => ids.length > 0);
      const since = accused.length - 1 - accused.findLastIndex(({ ids }) => ids.length > 0);
      const last = accused.slice(-LAST).filter(({ ids }) => ids.length > 0);
      const what = wrong.flatMap(({ date, ids }) => ids.map((id) => `${id} (${date})`)).join(', ');
      return [
        mode,
        `${all.length}`,
        `${wrong.length}`,
        `${last.length} of ${Math.min(LAST, all.length)}`,
        `${since}`,
        what,
      ];
    });
  return markdownTable(COLUMNS, rows);
}

function accusedIn({ notPassed }: CatalogueRun): string[] {
  return notPassed.flatMap((line) => /^([A-Z]+-\d+) failed\b/.exec(line)?.[1] ?? []);
}

function byStart(one: CatalogueRun, other: CatalogueRun): number {
  return Date.parse(one.startedAt) - Date.parse(other.startedAt);
}
