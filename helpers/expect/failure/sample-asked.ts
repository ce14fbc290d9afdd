/** For tests: an observation as the specs make it, with who asked whom. */

import { fakeClock } from '../../kube/fake-clock.ts';
import type { Client, ProbeResult, Target } from '../../probe/probe.ts';
import { summarize } from '../../probe/summary.ts';
import type { Asked, Evidence } from '../observation.ts';
import { Observer } from '../observer.ts';
import { NODE_PORT, scriptedClient, scriptedSubject } from '../scripted-client.ts';

const EVIDENCE: Evidence = {
  gone: [],
  podIPs: ['pod suite/client -> 10.42.0.5:80: answered'],
  endpointSlices: ['10.42.0.5 80/TCP: ready'],
};

interface Stated {
  readonly client?: Client;
  readonly target?: Target;
  readonly results?: readonly Partial<ProbeResult>[];
  readonly evidence?: Evidence | null;
  readonly holds?: boolean | null;
}

/** A sample of two probes that were lost, unless the test says otherwise. */
export function sampleAsked({
  client = scriptedClient(() => ({})),
  target = NODE_PORT,
  ...stated
}: Stated = {}): Asked {
  const { evidence = EVIDENCE, holds = evidence === null ? true : null } = stated;
  const observer = new Observer('SAMPLE-7', () => 'token', new AbortController().signal, fakeClock());
  const lost = { outcome: 'timeout', detail: 'no whole answer within 3000 ms', totalMs: 3_000 } as const;
  const results = (stated.results ?? [lost, lost]).map((result, index): ProbeResult => {
    const request = { target, token: `token-${index}`, timeoutMs: 3_000 };
    return { request, outcome: 'answered', sentAt: 1_000 * index, totalMs: 1, detail: '', ...result };
  });
  const cell = observer.traffic(client, target, 'each of 2 new connections answered', scriptedSubject().backends);
  Object.assign(cell, summarize(results), { holds });
  const of = scriptedSubject();
  return {
    observation: {
      ...{ kind: 'sampling', requirement: 'SAMPLE-7', cell, target, backends: of.backends },
      ...{ planned: results.length, results, evidence },
    },
    ...{ client, target, of },
  };
}
