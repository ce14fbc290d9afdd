/** More ids than this say no more to a person. */
const SHOWN = 6;

/** One line for who waits: which requirements are being checked, and how many have no verdict yet. */
export function stillRunning(running: readonly string[], left: number): string {
  return `still running: ${named(running)} (${left} left)`;
}

/** The same for a line that is always there: how far the run is, and what it is at. */
export function inProgress(running: readonly string[], left: number, all: number): string {
  return `${all - left} of ${all} done, ${left} left; now: ${named(running) || '…'}`;
}

function named(ids: readonly string[]): string {
  return [...ids.slice(0, SHOWN), ...(ids.length > SHOWN ? ['…'] : [])].join(', ');
}
