/** What is asked, of whom, and what came back. One probe is one new connection from one client to one target. */

/** Over TCP a probe is an HTTP GET on a connection of its own; over UDP it is one datagram from a socket of its own, sent again until it is answered. */
export type Protocol = 'TCP' | 'UDP';

/**
 * What one probe saw:
 * - `answered`: a backend of ours sent a whole answer, proven by the run's nonce;
 * - `stranger`: somebody took the connection and did not prove to be ours (another server, a cut or empty answer);
 * - `refused`: the connection was refused (TCP RST or ICMP port unreachable);
 * - `timeout`: no whole answer within the probe's limit;
 * - `unroutable`: the network said at once that there is no way (EHOSTUNREACH, ENETUNREACH, EPERM, EACCES);
 * - `broken`: the probe could not be made, so it is evidence of nothing.
 */
export const OUTCOMES = ['answered', 'stranger', 'refused', 'timeout', 'unroutable', 'broken'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Target {
  readonly kind: 'ClusterIP' | 'nodePort' | 'pod IP' | 'node IP' | 'DNS name';
  /** An IPv4 or IPv6 address without brackets, or a DNS name. */
  readonly host: string;
  readonly port: number;
  /** TCP if it says nothing. */
  readonly protocol?: Protocol;
  /** `namespace/name` of the Service that this target belongs to, if it belongs to one. */
  readonly service?: string;
  /** The node whose address is dialled. */
  readonly node?: string;
}

export interface ProbeRequest {
  readonly target: Target;
  /** Unique to this probe within the run; goes into the URL's query (and into a datagram), so a backend's access log shows which probe arrived. */
  readonly token: string;
  /** From the first packet to the whole answer. */
  readonly timeoutMs: number;
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What a backend of the suite's own says of the connection that it answers. */
export interface Seen {
  /** Where it saw the connection, or the datagram, come from. */
  readonly from: Endpoint;
  /** The port that it was answered on. */
  readonly serverPort: number;
  /** The node that the backend runs on. */
  readonly node: string;
}

export interface ProbeResult {
  readonly request: ProbeRequest;
  readonly outcome: Outcome;
  /** `namespace/pod` that proved itself by the nonce; set with every outcome where it did, so also where its answer was cut short. */
  readonly backend?: string;
  /** Said by backends of the suite's own; the article's plain nginx says nothing of the kind. */
  readonly seen?: Seen;
  /** Status code of the HTTP answer, if one came. */
  readonly status?: number;
  /** Text of the answer's <title>, if it has one. */
  readonly title?: string;
  /** The client's own end of the connection, if it came to be: its port proves that samples were separate connections. Not known of UDP and flows from a pod or container. */
  readonly local?: Endpoint;
  /** When the probe was sent, in ms since the epoch on the clock of this process (for a batch: estimated from its parts' durations). */
  readonly sentAt: number;
  readonly connectMs?: number;
  readonly totalMs: number;
  /** curl's, undici's, bash's or Node's own words; empty if it was answered. */
  readonly detail: string;
  /** Set where nothing was sent, as none of the local ports that it might leave from was free. */
  readonly noLocalPort?: true;
}

/** Disposing of a client ends what it keeps open for later probes. */
export interface Client extends AsyncDisposable {
  readonly kind: 'pod' | 'node' | 'outside';
  /** For people: `pod a/b`, `node c`, `this process`. */
  readonly name: string;
  /** The node that it runs on; none for an outside client. */
  readonly node?: string;
  /** Its own address, where known beforehand. */
  readonly address?: string;
  /**
   * Sends the requests one after another, each on a connection of its own.
   * Resolves with one result for each request, in their order, and never rejects: what could not be made is `broken`.
   */
  probe(requests: readonly ProbeRequest[], signal?: AbortSignal): Promise<ProbeResult[]>;
  /** Like `probe`, for a few requests at a time: where curl would do more work than they do, without it, and so without `local` and `connectMs`. */
  look(requests: readonly ProbeRequest[], signal?: AbortSignal): Promise<ProbeResult[]>;
  /** Like `probe`, to see whether a door is open yet: where the first is not answered, it is the only one. */
  trial(requests: readonly ProbeRequest[], signal?: AbortSignal): Promise<ProbeResult[]>;
  /**
   * Sends a request every `everyMs` until it is stopped, one at a time: where a probe takes longer, the next goes as soon as it is
   * over. All ask what the first does, each by its token and a number.
   */
  stream(first: ProbeRequest, everyMs: number): ProbeStream;
  /**
   * Sends the next request every `everyMs` through one socket: a TCP connection that is kept open, with one request after another on it, or UDP
   * datagrams from one source port. A TCP connection that was cut stays cut: what follows on it is `stranger`, in its last words.
   */
  flow(next: () => ProbeRequest, everyMs: number): ProbeStream;
  /** A command line that repeats one probe of this target by hand from the same place. */
  repeat(target: Target): string;
}

export interface ProbeStream extends AsyncDisposable {
  /** Results so far, in the order in which the probes were sent. */
  readonly results: readonly ProbeResult[];
  /** Sends no more, waits for what is under way (bounded by its limits), and returns all results. */
  stop(): Promise<readonly ProbeResult[]>;
}
