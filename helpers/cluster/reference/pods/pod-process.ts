import type { Client, Pod, Protocol } from '../routing/cluster-model.ts';
import type { Running } from './container.ts';
import type { Asked } from './nginx.ts';
import { accessLogLine, PodLog } from './pod-log.ts';

export interface PodPlace {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly address: string;
  readonly hostNetwork: boolean;
}

/** A pod that runs. */
export class PodProcess implements Pod {
  readonly place: PodPlace;
  readonly log = new PodLog();
  /** The variables that its container was made with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Text of its /etc/resolv.conf. */
  readonly resolvConf: string;
  readonly running: Running;
  /** Called when the container is told to stop, or its preStop hook to end, from inside. */
  onStop: () => void = () => {};
  onHookEnd: () => void = () => {};
  #lastPort = 32_768;

  constructor(place: PodPlace, running: Running, environment: Record<string, string>, resolvConf: string) {
    this.place = place;
    this.running = running;
    this.environment = environment;
    this.resolvConf = resolvConf;
  }

  get address(): string {
    return this.place.address;
  }

  get node(): string {
    return this.place.node;
  }

  /** What it is to the network, where it asks. */
  get client(): Client {
    const { node, address, hostNetwork } = this.place;
    return { kind: hostNetwork ? 'node' : 'pod', node, address };
  }

  listens(port: number, protocol: Protocol): boolean {
    return this.running.listener.listens(port, protocol);
  }

  answerBytes(port: number, protocol: Protocol): number {
    const from = { address: this.address, port: this.#lastPort };
    return Buffer.byteLength(this.running.listener.answer({ protocol, port, from, path: '' }));
  }

  answer(asked: Asked): string {
    const body = this.running.listener.answer(asked);
    if (asked.protocol === 'TCP') this.log.add(accessLogLine(asked.from.address, asked.path, body.length));
    return body;
  }

  /** A source port that its last connections did not have. */
  nextPort(): number {
    this.#lastPort = this.#lastPort >= 60_999 ? 32_768 : this.#lastPort + 1;
    return this.#lastPort;
  }
}
