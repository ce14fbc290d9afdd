import { Client as HttpClient } from 'undici';
import { afterConnecting, type Judgement, judgeWholeAnswer, senderOf, TOO_LONG } from './answer.ts';
import { abortWords, brokenResult } from './broken-result.ts';
import { classifyUndici } from './classify-undici.ts';
import { LimitedBody } from './limited-body.ts';
import { OwnConnector } from './own-connector.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { authority, probePath } from './url.ts';

/** The probe's own limit, told from undici's. */
class LimitReached extends Error {
  readonly code = 'ETIMEDOUT';
}

/** A limit that rings later than this, in ms, says that this process was not let run. */
const HELD_UP_MS = 250;

const toMs = (ms: number) => Math.round(ms * 1000) / 1000;

/**
 * Sends one probe from this process, on a connection of its own, past any proxy; it is closed here first, see curl-config.ts.
 * Never rejects.
 */
export async function httpProbe(request: ProbeRequest, nonce: string, signal?: AbortSignal): Promise<ProbeResult> {
  const { target, token, timeoutMs } = request;
  const sentAt = Date.now();
  const startedAt = performance.now();
  if (signal?.aborted) return brokenResult(request, abortWords(signal), sentAt);

  const connector = new OwnConnector();
  let lateMs = 0;
  const end = () => connector.close(new LimitReached(`no whole answer within ${timeoutMs} ms`));
  const timer = setTimeout(() => {
    lateMs = performance.now() - startedAt - timeoutMs;
    setImmediate(end); // what has arrived is read first
  }, timeoutMs);
  signal?.addEventListener('abort', end);
  const body = new LimitedBody();
  let client: HttpClient | undefined;
  let status: number | undefined;
  let judgement: Judgement;
  try {
    client = new HttpClient(`http://${authority(target)}`, { connect: connector.connect });
    const answer = await client.request({
      path: probePath(token),
      method: 'GET',
      // The one limit is ours, from the first packet to the whole answer; undici's timers are exact to a second only.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    status = answer.statusCode;
    await body.read(answer.body);
    judgement = body.tooLong ? afterConnecting(TOO_LONG) : judgeWholeAnswer(status, body.text, nonce);
  } catch (error) {
    judgement = signal?.aborted
      ? { outcome: 'broken', detail: abortWords(signal) }
      : classifyUndici(error, connector.local !== undefined);
  }
  // A process that could not even look at its clock could not take an answer either.
  if (judgement.outcome === 'timeout' && lateMs > HELD_UP_MS) {
    judgement = {
      outcome: 'broken',
      detail: `this process was held up for ${Math.round(lateMs)} ms: the machine is too busy`,
    };
  }
  const totalMs = toMs(performance.now() - startedAt);
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  connector.close();
  await client?.destroy();
  return {
    request,
    ...judgement,
    ...senderOf(body.text, nonce),
    ...(status !== undefined && { status }),
    ...(connector.local && { local: connector.local }),
    ...(connector.connectMs !== undefined && { connectMs: toMs(connector.connectMs) }),
    sentAt,
    totalMs,
  };
}
