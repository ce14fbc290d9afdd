import { FLOW_EVERY_MS, FLOW_TIMEOUT_MS, TRAFFIC_EVERY_MS } from '../bounds.ts';
import type { Client, ProbeStream, Target } from '../probe/probe.ts';
import { summarize } from '../probe/summary.ts';
import { describeBackends } from './describe.ts';
import type { Continuity, Mark } from './observation.ts';
import type { Observer } from './observer.ts';
import type { Subject } from './subject.ts';
import { timelineOf } from './timeline.ts';

export interface Traffic extends AsyncDisposable {
  /** Notes a moment, by default now, for the timeline and for what is judged from then on. */
  mark(text: string, at?: number): Mark;
  /** Results so far say so. */
  readonly stream: ProbeStream;
  /** Stops the traffic and returns what it saw. */
  stop(): Promise<Continuity>;
}

export interface TrafficOptions {
  readonly client: Client;
  readonly target: Target;
  /** Its backends are all that may answer at one time or another. */
  readonly of: Subject;
  /** By default TRAFFIC_EVERY_MS, or FLOW_EVERY_MS through one socket. */
  readonly everyMs?: number;
  /** A place that pod IPs are asked from if something is wrong. */
  readonly beside?: Client | undefined;
}

/** Starts one new connection after another. */
export function startTraffic(observer: Observer, options: TrafficOptions): Traffic {
  const { client, target, everyMs = TRAFFIC_EVERY_MS } = options;
  const stream = client.stream(observer.request(target), everyMs);
  const how = { everyMs, oneSocket: false };
  return follow(observer, { ...options, ...how }, stream, `a new connection every ${everyMs} ms`);
}

/** Starts one request after another through one socket: a TCP connection kept open, or UDP from one source port. */
export function startFlow(observer: Observer, options: TrafficOptions): Traffic {
  const { client, target, everyMs = FLOW_EVERY_MS } = options;
  const stream = client.flow(() => observer.request(target, FLOW_TIMEOUT_MS), everyMs);
  const socket = target.protocol === 'UDP' ? 'a datagram from one source port' : 'a request on one connection';
  return follow(observer, { ...options, everyMs, oneSocket: true }, stream, `${socket} every ${everyMs} ms`);
}

function follow(
  observer: Observer,
  { client, target, of, everyMs, oneSocket, beside }: TrafficOptions & Pick<Continuity, 'everyMs' | 'oneSocket'>,
  stream: ProbeStream,
  what: string,
): Traffic {
  const marks: Mark[] = [];
  const stop = async (): Promise<Continuity> => {
    const results = await stream.stop();
    const names = new Set(of.backends.map(({ name }) => name));
    const whole = results.every(({ outcome, backend }) => outcome === 'answered' && backend && names.has(backend));
    const evidence = whole ? null : await observer.evidence(of, client, target, beside);
    const expected = `${what}, each answered by one of ${describeBackends(of.backends)}`;
    const cell = observer.traffic(client, target, expected, of.backends);
    Object.assign(cell, summarize(results), { timeline: timelineOf(results, marks, everyMs) });
    const base = { kind: 'continuity', requirement: observer.id, cell, client, target } as const;
    const seen = { results, marks, everyMs, oneSocket, evidence };
    const continuity: Continuity = { ...base, backends: of.backends, ...seen };
    return observer.observed(continuity, { client, target, of });
  };
  return {
    stream,
    mark: (text, at = Date.now()) => {
      const mark = { at, text };
      marks.push(mark);
      return mark;
    },
    stop,
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}
