import { abortWords, brokenResult } from './broken-result.ts';
import { Watch } from './held-up.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { requestPayload } from './request-payload.ts';
import { failedEnd, type SocketEnd, socketAnswer } from './socket-end.ts';
import { UdpSocket } from './udp-socket.ts';

/** ICMP errors are rate-limited, about one a second for each destination: a datagram may have to be sent again to meet one. */
const SEND_AGAIN_MS = 1_000;

/** A timer may fire a little early, and so short before the limit a reply would come too late anyway, in ms. */
const LEAST_WAIT_MS = 20;

/** Sends one probe over UDP from this process, on a socket of its own, again until it is answered. Never rejects. */
export async function udpProbe(request: ProbeRequest, nonce: string, signal?: AbortSignal): Promise<ProbeResult> {
  const sentAt = Date.now();
  const startedAt = performance.now();
  using watch = new Watch();
  const leftMs = () => request.timeoutMs - (performance.now() - startedAt);
  if (signal?.aborted) return brokenResult(request, abortWords(signal), sentAt);

  let socket: UdpSocket | undefined;
  let end: SocketEnd;
  const interrupt = () => socket?.interrupt(new Error('aborted'));
  signal?.addEventListener('abort', interrupt);
  try {
    const payload = requestPayload(request);
    socket = await UdpSocket.connect(request.target, request.timeoutMs);
    do end = await socket.ask(payload, Math.min(SEND_AGAIN_MS, leftMs()));
    while (end.kind === 'silence' && leftMs() >= LEAST_WAIT_MS && !signal?.aborted);
  } catch (error) {
    end = failedEnd(error, false);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    socket?.[Symbol.dispose]();
  }
  if (signal?.aborted) return brokenResult(request, abortWords(signal), sentAt);
  const sending = { ...(socket && { local: socket.local }), sentAt, totalMs: request.timeoutMs - leftMs() };
  return watch.judged(socketAnswer(request, end, nonce, sending).result, request.timeoutMs);
}
