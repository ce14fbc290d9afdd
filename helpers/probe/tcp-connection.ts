import { connect, type Socket } from 'node:net';
import { MAX_BODY_BYTES } from './answer.ts';
import { takeAnswer } from './http-answers.ts';
import type { Endpoint, Target } from './probe.ts';
import { failedEnd, type SocketEnd } from './socket-end.ts';

/** One TCP connection of this process, kept open, and HTTP requests on it, one after another. It is never made again. */
export class TcpConnection implements Disposable {
  local: Endpoint | undefined;
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #ended: SocketEnd | undefined;
  /** Answers that have not come; they come in the order of the requests. */
  #owed = 0;
  #wake = Promise.withResolvers<void>();

  constructor({ host, port }: Target) {
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.once('connect', () => {
      const { localAddress = '', localPort = 0 } = this.#socket;
      this.local = { address: localAddress, port: localPort };
      this.#changed();
    });
    this.#socket.on('data', (bytes) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      if (this.#bytes.length > MAX_BODY_BYTES) this.#socket.pause();
      this.#changed();
    });
    this.#socket.on('end', () => this.#end({ kind: 'closed', text: '' }));
    this.#socket.on('error', (error) => this.#end(failedEnd(error, this.local !== undefined)));
  }

  /** Sends a request and waits for its whole answer; answers that came too late for theirs are thrown away before. */
  async ask(payload: string, withinMs: number): Promise<SocketEnd> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#changed();
    }, withinMs);
    this.#owed += 1;
    this.#socket.write(payload);
    try {
      for (;;) {
        const answer = this.#answer();
        if (answer !== undefined) return { kind: 'whole', text: answer };
        const text = this.#bytes.toString('utf8', 0, MAX_BODY_BYTES);
        if (this.#ended?.kind === 'failed') return this.#ended;
        if (this.#ended) return { kind: 'closed', text };
        if (this.#bytes.length > MAX_BODY_BYTES) return { kind: 'too long', text };
        if (late) return { kind: 'silence', opened: this.local !== undefined, text };
        await this.#wake.promise;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #answer(): string | undefined {
    for (let taken = takeAnswer(this.#bytes); taken; taken = takeAnswer(this.#bytes)) {
      this.#bytes = taken.rest;
      this.#owed -= 1;
      if (this.#owed === 0) return taken.answer;
    }
    return undefined;
  }

  #end(end: SocketEnd): void {
    this.#ended ??= end;
    this.#changed();
  }

  #changed(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}
