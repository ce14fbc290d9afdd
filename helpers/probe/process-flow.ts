import { Watch } from './held-up.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { requestPayload } from './request-payload.ts';
import { failedEnd, type SocketAnswer, type SocketEnd, socketAnswer } from './socket-end.ts';
import { TcpConnection } from './tcp-connection.ts';
import { UdpSocket } from './udp-socket.ts';

/** One socket of this process, made for the first request. */
export class ProcessFlow {
  readonly #nonce: string;
  #udp: UdpSocket | undefined;
  #tcp: TcpConnection | undefined;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  /** Never rejects. */
  async ask(request: ProbeRequest): Promise<SocketAnswer> {
    const sentAt = Date.now();
    const startedAt = performance.now();
    using watch = new Watch();
    const end = await this.#exchange(request).catch((error: unknown) => failedEnd(error, false));
    const local = this.#udp?.local ?? this.#tcp?.local;
    const sending: Pick<ProbeResult, 'local' | 'sentAt' | 'totalMs'> = {
      ...(local && { local }),
      sentAt,
      totalMs: performance.now() - startedAt,
    };
    const answer = socketAnswer(request, end, this.#nonce, sending);
    const result = watch.judged(answer.result, request.timeoutMs);
    if (result === answer.result) return answer;
    if (local) return { result, over: answer.over };
    // What this process had no time to open is nobody's connection: the next request opens another.
    await this.close();
    return { result, over: false };
  }

  /** A request afterwards opens another socket. */
  async close(): Promise<void> {
    this.#udp?.[Symbol.dispose]();
    this.#tcp?.[Symbol.dispose]();
    this.#udp = undefined;
    this.#tcp = undefined;
  }

  async #exchange(request: ProbeRequest): Promise<SocketEnd> {
    const { target, timeoutMs } = request;
    const payload = requestPayload(request);
    if (target.protocol === 'UDP') {
      this.#udp ??= await UdpSocket.connect(target, timeoutMs);
      await this.#udp.drain();
      return this.#udp.ask(payload, timeoutMs);
    }
    this.#tcp ??= new TcpConnection(target);
    return this.#tcp.ask(payload, timeoutMs);
  }
}
