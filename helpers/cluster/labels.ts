/** Labels that say which run something belongs to: the same keys on containers, networks and Kubernetes namespaces. */

const PREFIX = 'service-conformance';

/** Names the run. Whatever carries it is the suite's own and may be removed when the run is dead. */
export const RUN_LABEL = `${PREFIX}/run`;
/** Names the node that a container is. */
export const NODE_LABEL = `${PREFIX}/node`;
const HOST_LABEL = `${PREFIX}/owner-host`;
const PID_LABEL = `${PREFIX}/owner-pid`;
const STARTED_LABEL = `${PREFIX}/owner-started`;
const EXPIRES_LABEL = `${PREFIX}/expires`;

/** The process that a run belongs to. */
export interface Owner {
  /** Tells one machine, and one process id namespace on it, from another. */
  readonly host: string;
  readonly pid: number;
  /** When the process started, so that a process id that is used again is no alias. */
  readonly started: string;
}

export interface RunLabels {
  readonly runId: string;
  readonly owner: Owner;
  /** Epoch, in ms: after this the run is dead for certain. */
  readonly expiresAt: number;
}

export type Labels = Readonly<Record<string, string>>;

export function runLabels({ runId, owner, expiresAt }: RunLabels): Labels {
  return {
    [RUN_LABEL]: labelValue(runId),
    [HOST_LABEL]: labelValue(owner.host),
    [PID_LABEL]: String(owner.pid),
    [STARTED_LABEL]: labelValue(owner.started),
    [EXPIRES_LABEL]: String(expiresAt),
  };
}

/** What `runLabels` wrote; undefined if it did not write these. */
export function readRunLabels(labels: Labels): RunLabels | undefined {
  const { [RUN_LABEL]: runId, [HOST_LABEL]: host, [STARTED_LABEL]: started } = labels;
  const pid = Number(labels[PID_LABEL]);
  const expiresAt = Number(labels[EXPIRES_LABEL]);
  if (!runId || !host || !started || !(pid > 0) || !(expiresAt > 0)) return undefined;
  return { runId, owner: { host, pid, started }, expiresAt };
}

/** A text as a Kubernetes label value: at most 63 of [A-Za-z0-9_.-], a letter or digit at both ends. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}
