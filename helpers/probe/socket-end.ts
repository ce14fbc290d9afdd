import { afterConnecting, type Judgement, judgeReply, judgeWholeAnswer, senderOf, TOO_LONG } from './answer.ts';
import { outcomeOfErrno } from './connect-error.ts';
import { readAnswer } from './http-answers.ts';
import type { Outcome, ProbeRequest, ProbeResult } from './probe.ts';

/** How one request through a socket ended. */
export type SocketEnd =
  | { readonly kind: 'whole' | 'closed' | 'too long'; readonly text: string }
  | { readonly kind: 'silence'; readonly opened: boolean; readonly text: string }
  | {
      readonly kind: 'failed';
      readonly opened: boolean;
      readonly text: string;
      readonly outcome: Outcome;
      readonly words: string;
    };

/** What Node threw. */
export function failedEnd(error: unknown, opened: boolean): SocketEnd {
  const { code = '', message = String(error) } = Object(error) as { code?: string; message?: string };
  return { kind: 'failed', opened, text: '', outcome: outcomeOfErrno(code), words: message };
}

/** What a request through a socket came to, and whether the socket is of no use any more. */
export interface SocketAnswer {
  readonly result: ProbeResult;
  readonly over: boolean;
}

type Sending = Pick<ProbeResult, 'local' | 'sentAt' | 'totalMs'>;

/** Judges what came, whichever program or process held the socket. */
export function socketAnswer(request: ProbeRequest, end: SocketEnd, nonce: string, sending: Sending): SocketAnswer {
  const { text } = end;
  const udp = request.target.protocol === 'UDP';
  const { status, body } = udp ? { body: text } : readAnswer(text);
  const judgement = udp ? judgeDatagram(end, request, nonce) : judgeConnection(end, request, nonce);
  const result = {
    request,
    ...judgement,
    ...senderOf(body, nonce),
    ...(status !== undefined && { status }),
    ...sending,
  };
  return { result, over: isOver(end, udp) };
}

function judgeDatagram(end: SocketEnd, { timeoutMs }: ProbeRequest, nonce: string): Judgement {
  if (end.kind === 'failed') return { outcome: end.outcome, detail: end.words };
  if (end.kind === 'silence') return { outcome: 'timeout', detail: `no reply within ${timeoutMs} ms` };
  return judgeReply(end.text, nonce);
}

function judgeConnection(end: SocketEnd, { timeoutMs }: ProbeRequest, nonce: string): Judgement {
  switch (end.kind) {
    case 'whole': {
      const { status = 0, body } = readAnswer(end.text);
      return judgeWholeAnswer(status, body, nonce);
    }
    case 'closed':
      return afterConnecting('closed by the other side');
    case 'too long':
      return afterConnecting(TOO_LONG);
    case 'silence':
      if (!end.opened) return { outcome: 'timeout', detail: `no connection within ${timeoutMs} ms` };
      return { outcome: 'timeout', detail: `accepted the connection, then: no whole answer within ${timeoutMs} ms` };
    case 'failed': {
      const cut = end.outcome === 'stranger' || (end.opened && end.outcome !== 'broken');
      return cut ? afterConnecting(end.words) : { outcome: end.outcome, detail: end.words };
    }
  }
}

/** A UDP socket lives on after an error that a datagram met. What is broken may come to work again. */
function isOver(end: SocketEnd, udp: boolean): boolean {
  if (end.kind === 'failed') return end.outcome !== 'broken' && !(udp && end.opened);
  if (end.kind === 'silence') return !end.opened;
  return end.kind !== 'whole';
}
