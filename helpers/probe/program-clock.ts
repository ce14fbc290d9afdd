/** Tells times on a program's clock in those of this process's: a record may come late, never early. */
export class ProgramClock {
  #aheadMs = Number.POSITIVE_INFINITY;

  /** A record that was written at `thereMs` came at `hereMs`; both in ms since the epoch. */
  came(thereMs: number, hereMs: number): void {
    this.#aheadMs = Math.min(this.#aheadMs, hereMs - thereMs);
  }

  here(thereMs: number): number {
    return thereMs + this.#aheadMs;
  }
}
