/** What came of the faults and conditions of the reference cluster, in the words of the README. */
import { REQUIREMENTS } from '../requirements.ts';

/** The whole catalogue with one fault, or one condition, as it is kept in docs/reference-faults.json. */
export interface FaultRun {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly commit: string;
  /** Ids of requirements. */
  readonly failed: readonly string[];
  readonly cannotTell: readonly string[];
  /** How many passed; the others were skipped, because they need real nodes or IPv6. */
  readonly passed: number;
}

/** In the order of the bytes: the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** @param conditions names of those that must accuse nobody. */
export function faultFigures(runs: readonly FaultRun[], conditions: readonly string[]): string {
  const isCondition = ({ name }: FaultRun) => conditions.includes(name);
  const [faults, harmless] = [runs.filter((run) => !isCondition(run)), runs.filter(isCondition)];
  const caught = faults.filter(({ failed }) => failed.length > 0);
  const accused = harmless.filter(({ failed, cannotTell }) => failed.length + cannotTell.length > 0);
  const checked = Math.max(
    0,
    ...runs.map(({ passed, failed, cannotTell }) => passed + failed.length + cannotTell.length),
  );
  const shown = new Set(faults.flatMap(({ failed }) => failed));
  return (
    `${faults.length} faults, each with the whole catalogue: ${caught.length} caught. ${harmless.length} conditions that are none: ` +
    `${accused.length} accused. Of the ${REQUIREMENTS.length} requirements ${checked} can be checked there, and ${shown.size} were seen to fail. ` +
    'Measured by `npm run bench:faults`: [docs/reference-faults.json](docs/reference-faults.json).'
  );
}
