/** For tests: an observation as the specs make it, with who asked whom. */

import { fakeClock } from '../../kube/fake-clock.ts';
import type { Client, ProbeResult, Target } from '../../probe/probe.ts';
import { summarize } from '../../probe/summary.ts';
import { NOT_OURS } from '../negative-rule.ts';
import type { Asked, Evidence } from '../observation.ts';
import { Observer } from '../observer.ts';
import { CLUSTER_IP, NODE_PORT, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { resultsOf } from './observation-facts.ts';

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

/** A silence of as many pairs as there are results; each control, of the ClusterIP, is answered half a second after its negative. */
export function sampleSilence({ control = CLUSTER_IP, ...stated }: Stated & { readonly control?: Target } = {}): Asked {
  const asked = sampleAsked(stated);
  const { requirement, cell, evidence } = asked.observation;
  const pairs = resultsOf(asked).map((negative) => {
    const request = { ...negative.request, target: control };
    const answer = { outcome: 'answered', backend: 'shop/a', totalMs: 1, detail: '' } as const;
    return { negative, control: { request, ...answer, sentAt: negative.sentAt + 500 } };
  });
  Object.assign(cell, { control: { target: 'the control', outcomes: { answered: pairs.length } } });
  const observation = { kind: 'silence', requirement, cell, rule: NOT_OURS, pairs, arrivedAt: [], evidence } as const;
  return { ...asked, control, observation };
}
