import { Client as HttpClient } from 'undici';
import { afterConnecting, type Judgement, judgeWholeAnswer, senderOf, TOO_LONG } from './answer.ts';
import { abortWords, brokenResult } from './broken-result.ts';
import { classifyUndici } from './classify-undici.ts';
import { Watch } from './held-up.ts';
import { LimitedBody } from './limited-body.ts';
import { OwnConnector } from './own-connector.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { authority, probePath } from './url.ts';

/** The probe's own limit, told from undici's. */
class LimitReached extends Error {
  readonly code = 'ETIMEDOUT';
}

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
  const end = () => connector.close(new LimitReached(`no whole answer within ${timeoutMs} ms`));
  using watch = new Watch();
  const timer = setTimeout(() => setImmediate(end), timeoutMs); // what has arrived is read first
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
  judgement = watch.judged(judgement, timeoutMs);
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
