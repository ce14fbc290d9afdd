/** A listener that is open. */
export interface OpenDoor {
  /** Lets nobody in any more. */
  close(): void;
  /** Closes it, and ends what came through it. */
  end(): void;
}
