import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import type { Clock } from '../kube/clock.ts';
import type { Client, ProbeRequest, Target } from '../probe/probe.ts';
import type { Cell } from '../report/results.ts';
import type { Backend } from './backend.ts';
import { describeClient, describeTarget } from './describe.ts';
import { gatherEvidence } from './evidence.ts';
import type { Asked, Evidence, Fields } from './observation.ts';
import { pathOf } from './path.ts';
import type { Subject } from './subject.ts';

/** What every kind of observation of one requirement needs: its name, its clock, probes with names of their own, its cells. */
export class Observer {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly cells: Cell[] = [];
  /** All that was observed, for who explains a failure. */
  readonly asked: Asked[] = [];
  readonly fields: Fields[] = [];
  readonly #token: () => string;

  constructor(id: string, token: () => string, signal: AbortSignal, clock: Clock) {
    this.id = id;
    this.#token = token;
    this.signal = signal;
    this.clock = clock;
  }

  request(target: Target, timeoutMs: number = PROBE_TIMEOUT_MS): ProbeRequest {
    return { target, token: this.#token(), timeoutMs };
  }

  requests(target: Target, count: number): ProbeRequest[] {
    return Array.from({ length: count }, () => this.request(target));
  }

  /** The second control, over the target's protocol, from the client itself unless it is outside. */
  evidence(of: Subject, client: Client, { protocol }: Pick<Target, 'protocol'>, beside?: Client): Promise<Evidence> {
    const place = beside ?? (client.kind === 'outside' ? undefined : client);
    const over = protocol === undefined ? {} : { protocol };
    const ask = (host: string, port: number, service: string) =>
      this.request({ kind: 'pod IP', host, port, service, ...over });
    return gatherEvidence(of, place, ask);
  }

  /** Keeps an observation of traffic beside its subject, and returns it. */
  observed<T extends Asked['observation']>(observation: T, about: Omit<Asked, 'observation'>): T {
    this.asked.push({ observation, ...about });
    return observation;
  }

  /** `backends` are those that stand behind the target, whether or not they have to answer. */
  traffic(client: Client, target: Target, expected: string, backends: readonly Backend[]): Cell {
    const cell = this.cell(describeClient(client), describeTarget(target), expected, client.repeat(target));
    return Object.assign(cell, { path: pathOf(client, target, backends) });
  }

  cell(client: string, target: string, expected: string, repeat: string): Cell {
    const cell: Cell = {
      client,
      target,
      expected,
      holds: null,
      probes: 0,
      outcomes: {},
      backends: {},
      missChance: null,
      settledMs: null,
      latencyMs: null,
      control: null,
      repeat,
    };
    this.cells.push(cell);
    return cell;
  }
}
