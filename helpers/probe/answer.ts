import { titleOf, whatItSaw, whoAnswered } from './identity.ts';
import type { Outcome, Seen } from './probe.ts';

/** A longer body is not read on: nginx's index page has less than 1 KiB. */
export const MAX_BODY_BYTES = 65_536;

export const TOO_LONG = `its answer is longer than ${MAX_BODY_BYTES} bytes`;

/** An outcome and, in one line, why it is that. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly detail: string;
  /** Nothing was sent: none of the local ports that it might leave from was free. */
  readonly noLocalPort?: true;
}

export interface Sender {
  readonly backend?: string;
  readonly title?: string;
  readonly seen?: Seen;
}

/** Who a body, whole or cut, says it is from, and whom it saw. */
export function senderOf(body: string, nonce: string): Sender {
  const backend = whoAnswered(body, nonce);
  const title = titleOf(body);
  const seen = whatItSaw(body, nonce);
  return {
    ...(backend !== undefined && { backend }),
    ...(title !== undefined && { title }),
    ...(seen !== undefined && { seen }),
  };
}

/** Judges an answer that came whole. */
export function judgeWholeAnswer(status: number, body: string, nonce: string): Judgement {
  const { backend, title } = senderOf(body, nonce);
  if (backend !== undefined) return { outcome: 'answered', detail: '' };
  const titled = title ? ` and title "${title}"` : '';
  return { outcome: 'stranger', detail: `an answer with status ${status}${titled}, without this run's nonce` };
}

/** Judges a datagram that came back. */
export function judgeReply(reply: string, nonce: string): Judgement {
  if (senderOf(reply, nonce).backend !== undefined) return { outcome: 'answered', detail: '' };
  return { outcome: 'stranger', detail: "a reply without this run's nonce" };
}

/** Judges a connection that was made and then failed in some way other than silence. */
export function afterConnecting(words: string): Judgement {
  return { outcome: 'stranger', detail: `accepted the connection, then: ${words}` };
}
