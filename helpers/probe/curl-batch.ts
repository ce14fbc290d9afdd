import { afterConnecting, type Judgement, judgeWholeAnswer, MAX_BODY_BYTES, senderOf, TOO_LONG } from './answer.ts';
import { brokenResult } from './broken-result.ts';
import { classifyCurl } from './classify-curl.ts';
import { curlConfig } from './curl-config.ts';
import { type CurlReport, readCurlReport } from './curl-report.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';

const toMs = (seconds: number) => Math.round(seconds * 1e6) / 1e3;

/** What has come of requests that curl was given; all have one time limit. */
export class CurlBatch implements ProgramBatch {
  readonly #requests: readonly ProbeRequest[];
  readonly #nonce: string;
  readonly #client: string;
  readonly #transfers = new Map<number, { report: CurlReport; body: string }>();
  readonly #traces = new Map<number, string>();
  #startedAt: number;
  #problem: string | undefined;
  #ended = false;

  /**
   * @param client the name of the place that it is sent from.
   * @param sentAt when the batch was handed to the program, in ms since the epoch.
   */
  constructor(client: string, requests: readonly ProbeRequest[], nonce: string, sentAt: number) {
    this.#client = client;
    this.#requests = requests;
    this.#nonce = nonce;
    this.#startedAt = sentAt;
  }

  input(mark: string): string {
    return curlConfig(this.#client, mark, this.#requests[0]?.timeoutMs ?? 0, this.#requests);
  }

  get ended(): boolean {
    return this.#ended;
  }

  add({ kind, value, before }: MarkedRecord, at: number): void {
    if (kind === 'begin') this.#startedAt = at;
    if (kind === 'url') this.#addTransfer(value, before);
    if (kind === 'at') this.#traces.set(Number.parseInt(value, 10), before);
    if (kind === 'end') {
      this.#ended = true;
      this.#problem ??= `curl ended with exit code ${value} and no report of this probe: ${before.trim() || 'no message'}`;
    }
  }

  results(reason: string): ProbeResult[] {
    let sentAt = this.#startedAt;
    return this.#requests.map((request, index) => {
      const transfer = this.#transfers.get(index);
      if (!transfer) return brokenResult(request, this.#problem ?? reason, sentAt);
      const result = this.#result(request, sentAt, transfer.report, transfer.body);
      sentAt += result.totalMs;
      return result;
    });
  }

  #addTransfer(text: string, body: string): void {
    try {
      const report = readCurlReport(text);
      this.#transfers.set(report.urlnum, { report, body });
    } catch (error) {
      this.#problem = (error as Error).message;
    }
  }

  #result(request: ProbeRequest, sentAt: number, report: CurlReport, body: string): ProbeResult {
    const connected = report.time_connect > 0;
    return {
      request,
      ...this.#judge(report, body, connected),
      ...senderOf(body, this.#nonce),
      ...(report.response_code > 0 && { status: report.response_code }),
      ...(connected && {
        local: { address: report.local_ip, port: report.local_port },
        connectMs: toMs(report.time_connect),
      }),
      sentAt,
      totalMs: toMs(report.time_total),
    };
  }

  #judge(report: CurlReport, body: string, connected: boolean): Judgement {
    if (report.size_download > MAX_BODY_BYTES) return afterConnecting(TOO_LONG);
    if (report.exitcode === 0) return judgeWholeAnswer(report.response_code, body, this.#nonce);
    const trace = this.#traces.get(report.urlnum);
    return classifyCurl({ exitCode: report.exitcode, message: report.errormsg || 'no message', trace, connected });
  }
}
