/** More ids than this say no more to a person. */
const SHOWN = 6;

/** One line for who waits: which requirements are being checked, and how many have no verdict yet. */
export function stillRunning(running: readonly string[], left: number): string {
  const shown = [...running.slice(0, SHOWN), ...(running.length > SHOWN ? ['…'] : [])];
  return `still running: ${shown.join(', ')} (${left} left)`;
}
