/** A limit that rings later than this, in ms, says that this process was not let run. */
const HELD_UP_MS = 250;

/** Why a probe that came to nothing in time proves nothing, where this process could not even look at its clock in time. */
export function heldUp(lateMs: number): string | undefined {
  return lateMs > HELD_UP_MS
    ? `this process was held up for ${Math.round(lateMs)} ms: the machine is too busy`
    : undefined;
}
