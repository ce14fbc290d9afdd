/** A node whose state is the reason why a start failed, or may be. */
export class NodeTrouble extends Error {
  override readonly name = 'NodeTrouble';
  readonly node: string;
  /** Its last lines, oldest first. */
  readonly log: readonly string[];
  /** Since when. */
  readonly at: Date;

  constructor(message: string, node: string, log: readonly string[], options: ErrorOptions & { at?: Date } = {}) {
    super(message, options);
    this.at = options.at ?? new Date();
    this.node = node;
    this.log = log;
  }
}

/** The cluster did not come up. Its cause is what happened on the rung. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
  readonly rung: string;
  readonly node: string | undefined;
  readonly elapsedMs: number;

  constructor(rung: string, elapsedMs: number, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(`start failed at "${rung}" after ${(elapsedMs / 1000).toFixed(1)} s: ${what}${logText(cause)}`, { cause });
    this.rung = rung;
    this.elapsedMs = elapsedMs;
    this.node = cause instanceof NodeTrouble ? cause.node : undefined;
  }
}

/** The last lines of a node's log as they stand under a message. */
export function logLines(node: string, log: readonly string[]): string {
  if (log.length === 0) return `\n${node} logged nothing`;
  return `\nlast lines of ${node}'s log:${log.map((line) => `\n  ${line}`).join('')}`;
}

function logText(cause: unknown): string {
  return cause instanceof NodeTrouble ? logLines(cause.node, cause.log) : '';
}
