import { abortWords, brokenResult, reasonOf } from './broken-result.ts';
import { numbered } from './numbered.ts';
import { pacedFlow } from './paced-flow.ts';
import type { Client, ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { probeStream } from './probe-stream.ts';
import { thisProcess } from './process-client.ts';
import type { SocketAnswer } from './socket-end.ts';
import { THREAD } from './thread-calls.ts';

/** The outside client that is this process, by a thread of its own. */
export function threadClient(nonce: string): Client {
  return thisProcess({
    probe: (requests, signal) => probeAll(nonce, requests, signal),
    stream: (first, everyMs) => threadStream(nonce, first, everyMs),
    flow(next, everyMs) {
      const flow = threadFlow(nonce);
      return pacedFlow(flow.ask, next, everyMs, flow.close);
    },
  });
}

async function probeAll(
  nonce: string,
  requests: readonly ProbeRequest[],
  signal: AbortSignal | undefined,
): Promise<ProbeResult[]> {
  const brokenBy = (words: string) => requests.map((request) => brokenResult(request, words, Date.now()));
  if (signal?.aborted) return brokenBy(abortWords(signal));
  const { promise, resolve } = Promise.withResolvers<ProbeResult[]>();
  const id = THREAD.open({
    told: (message) => message.kind === 'results' && resolve([...message.results]),
    failed: ({ message }) => resolve(brokenBy(message)),
  });
  const stop = () => signal && THREAD.tell(id, { kind: 'abort', words: reasonOf(signal) });
  THREAD.tell(id, { kind: 'probe', nonce, requests });
  signal?.addEventListener('abort', stop);
  const results = await promise;
  signal?.removeEventListener('abort', stop);
  THREAD.close(id);
  return results;
}

function threadStream(nonce: string, first: ProbeRequest, everyMs: number): ProbeStream {
  const results: ProbeResult[] = [];
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const id = THREAD.open({
    told(message) {
      if (message.kind !== 'results') return;
      results.push(...message.results);
      if (message.over) resolve();
    },
    failed({ message }) {
      results.push(brokenResult(numbered(first, results.length + 1), message, Date.now()));
      resolve();
    },
  });
  THREAD.tell(id, { kind: 'stream', nonce, first, everyMs });
  const stop = async () => {
    THREAD.tell(id, { kind: 'stop' });
    await over;
    THREAD.close(id);
    return results;
  };
  return probeStream(() => results, stop);
}

interface ThreadFlow {
  readonly ask: (request: ProbeRequest) => Promise<SocketAnswer>;
  readonly close: () => Promise<void>;
}

/** One socket of the thread's, made for the first request; it is over once the thread has ended. */
function threadFlow(nonce: string): ThreadFlow {
  let failure: string | undefined;
  let answered: (answer: SocketAnswer | undefined) => void = () => {};
  const id = THREAD.open({
    told: (message) => answered(message.kind === 'answer' ? message.answer : undefined),
    failed({ message }) {
      failure = message;
      answered(undefined);
    },
  });
  const told = (message: Parameters<typeof THREAD.tell>[1]) => {
    const { promise, resolve } = Promise.withResolvers<SocketAnswer | undefined>();
    answered = resolve;
    if (failure === undefined) THREAD.tell(id, message);
    else resolve(undefined);
    return promise;
  };
  return {
    async ask(request) {
      const answer = await told({ kind: 'ask', nonce, request });
      return answer ?? { result: brokenResult(request, failure ?? 'no answer', Date.now()), over: true };
    },
    async close() {
      await told({ kind: 'stop' });
      THREAD.close(id);
    },
  };
}
