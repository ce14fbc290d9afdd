import type { ProbeRequest, ProbeResult } from '../../probe/probe.ts';
import type { LookFacts } from '../../report/failure-facts.ts';
import { placeFacts, targetFacts } from './observation-facts.ts';
import type { Look } from './planned-looks.ts';

/** Limit of one look, in ms: a SYN that was lost once gets through. */
const LOOK_MS = 1_200;

/** Makes the looks, each client's in batches side by side, since one that ends in silence holds up those behind it. */
export async function takeLooks(
  looks: readonly Look[],
  token: () => string,
  signal: AbortSignal,
): Promise<LookFacts[]> {
  const batches = new Map<string, [Look, ...Look[]]>();
  for (const look of looks) {
    const name = `${look.client.name} ${look.target.kind} ${look.target.protocol ?? 'TCP'}`;
    const batch = batches.get(name);
    if (batch) batch.push(look);
    else batches.set(name, [look]);
  }
  const taken = [...batches.values()].map(async (batch) => {
    const requests = batch.map(({ target }): ProbeRequest => ({ target, token: token(), timeoutMs: LOOK_MS }));
    const results = await batch[0].client.look(requests, signal);
    return batch.flatMap((look, index) => lookFacts(look, results[index]));
  });
  return (await Promise.all(taken)).flat();
}

function lookFacts({ client, target, wanted }: Look, result: ProbeResult | undefined): LookFacts[] {
  if (!result) return [];
  const { outcome, backend = null, detail, totalMs } = result;
  return [
    { from: placeFacts(client), to: targetFacts(target), wanted, outcome, backend, detail, ms: Math.round(totalMs) },
  ];
}
