import type { Judgement } from './answer.ts';
import { pacedStream } from './paced-stream.ts';
import type { ProbeRequest, ProbeStream, Target } from './probe.ts';
import type { SocketAnswer } from './socket-end.ts';

/**
 * Sends a request through one socket every `everyMs`, all to the target of the first. Once the socket is of no use any more,
 * nothing is sent, and every result is what the last one was.
 * @param ask never rejects.
 * @param end called once, after the last request.
 */
export function pacedFlow(
  ask: (request: ProbeRequest) => Promise<SocketAnswer>,
  next: () => ProbeRequest,
  everyMs: number,
  end: () => Promise<void>,
): ProbeStream {
  let target: Target | undefined;
  let over: Judgement | undefined;
  const send = async (asked: ProbeRequest) => {
    target ??= asked.target;
    const request = { ...asked, target };
    if (over) return { request, ...over, sentAt: Date.now(), totalMs: 0 };
    const answer = await ask(request);
    const { outcome, detail } = answer.result;
    if (answer.over) over = { outcome, detail };
    return answer.result;
  };
  return pacedStream(send, next, everyMs, end);
}
