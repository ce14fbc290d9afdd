/**
 * Why an exec says nothing about its command:
 * - `refused by the API`: an HTTP answer instead of a WebSocket, no such pod for instance;
 * - `handshake`: the connection failed before it was open;
 * - `handshake timeout`: it was not open in time;
 * - `not run`: the server reported that the command did not run to an exit code;
 * - `closed without status`: the connection ended before the exit code came;
 * - `unreadable status`: what came instead of an exit code makes no sense;
 * - `run timeout`: no exit code in time;
 * - `stdin`: the source of the standard input failed;
 * - `aborted`: the caller's signal.
 */
export type ExecBrokenKind =
  | 'refused by the API'
  | 'handshake'
  | 'handshake timeout'
  | 'not run'
  | 'closed without status'
  | 'unreadable status'
  | 'run timeout'
  | 'stdin'
  | 'aborted';

export interface ExecPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface ExecOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** The exec itself broke, so it is evidence of nothing but itself. */
export class ExecBroken extends Error {
  override readonly name = 'ExecBroken';
  readonly kind: ExecBrokenKind;
  readonly place: ExecPlace;
  /** What had come until then. */
  readonly stdout: string;
  readonly stderr: string;

  constructor(kind: ExecBrokenKind, place: ExecPlace, detail: string, output: ExecOutput, cause: unknown) {
    super(`exec in pod ${place.namespace}/${place.pod} (container ${place.container}): ${kind}: ${detail}`, { cause });
    this.kind = kind;
    this.place = place;
    this.stdout = output.stdout;
    this.stderr = output.stderr;
  }
}
