/** What this process and the thread that its probes leave from tell each other; each id is of one call, stream or flow. */
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { SocketAnswer } from './socket-end.ts';

export type ToThread =
  | { readonly id: number; readonly kind: 'probe'; readonly nonce: string; readonly requests: readonly ProbeRequest[] }
  | { readonly id: number; readonly kind: 'abort'; readonly words: string }
  | {
      readonly id: number;
      readonly kind: 'stream';
      readonly nonce: string;
      readonly first: ProbeRequest;
      readonly everyMs: number;
    }
  | { readonly id: number; readonly kind: 'ask'; readonly nonce: string; readonly request: ProbeRequest }
  | { readonly id: number; readonly kind: 'stop' };

export type FromThread =
  /** Of a call, once, or of a stream, whenever there are more. */
  | { readonly id: number; readonly kind: 'results'; readonly results: readonly ProbeResult[]; readonly over: boolean }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: SocketAnswer };
