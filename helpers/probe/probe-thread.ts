/** What the thread that probes leave from runs: a client of its own, asked by messages. */
import { parentPort } from 'node:worker_threads';
import { eachNumbered } from './numbered.ts';
import { pacedStream } from './paced-stream.ts';
import type { ProbeResult, ProbeStream } from './probe.ts';
import { processClient } from './process-client.ts';
import { ProcessFlow } from './process-flow.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

const port = parentPort;
if (!port) throw new Error('probe-thread.ts is run as a thread');

const calls = new Map<number, AbortController>();
const streams = new Map<number, ProbeStream>();
const flows = new Map<number, ProcessFlow>();

const tell = (message: FromThread) => port.postMessage(message);

function stream({ id, nonce, first, everyMs }: Extract<ToThread, { kind: 'stream' }>): ProbeStream {
  const client = processClient(nonce);
  const send = async (request: typeof first) => {
    const results = await client.probe([request]);
    tell({ id, kind: 'results', results, over: false });
    return results[0] as ProbeResult;
  };
  return pacedStream(send, eachNumbered(first), everyMs);
}

async function take(message: ToThread): Promise<void> {
  const { id } = message;
  switch (message.kind) {
    case 'probe': {
      const given = new AbortController();
      calls.set(id, given);
      const results = await processClient(message.nonce).probe(message.requests, given.signal);
      calls.delete(id);
      return tell({ id, kind: 'results', results, over: true });
    }
    case 'abort':
      return calls.get(id)?.abort(new Error(message.words));
    case 'stream':
      streams.set(id, stream(message));
      return;
    case 'ask': {
      const flow = flows.get(id) ?? new ProcessFlow(message.nonce);
      flows.set(id, flow);
      return tell({ id, kind: 'answer', answer: await flow.ask(message.request) });
    }
    case 'stop':
      await streams.get(id)?.stop();
      await flows.get(id)?.close();
      streams.delete(id);
      flows.delete(id);
      return tell({ id, kind: 'results', results: [], over: true });
  }
}

// What is thrown here ends the thread, and with it all that it was asked.
port.on('message', (message: ToThread) => void take(message));
