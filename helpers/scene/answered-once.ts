import type { Backend } from '../expect/backend.ts';
import { HeldUp } from '../expect/inconclusive.ts';
import { answeredBy } from '../expect/probe-rules.ts';
import type { Client, Target } from '../probe/probe.ts';
import { tokens } from '../probe/token.ts';

/** Which of the targets one of the backends answers, each asked once. @throws {HeldUp} where a probe could not be made. */
export async function answeredOnce(
  client: Client,
  targets: readonly Target[],
  backends: readonly Backend[],
  timeoutMs: number,
  nonce: string,
  signal: AbortSignal,
): Promise<Target[]> {
  const token = tokens(nonce);
  const results = await client.probe(
    targets.map((target) => ({ target, token: token(), timeoutMs })),
    signal,
  );
  const broken = results.find(({ outcome }) => outcome === 'broken');
  if (broken) throw new HeldUp(`${client.name}: a probe could not be made: ${broken.detail}`);
  return results.filter(answeredBy(backends).holds).map(({ request }) => request.target);
}

/** Which of the targets one of the backends still answers after `within` ms, each asked once or until it no longer does. */
export async function stillAnswered(
  client: Client,
  targets: readonly Target[],
  backends: readonly Backend[],
  { timeoutMs, within }: { readonly timeoutMs: number; readonly within: number },
  nonce: string,
  signal: AbortSignal,
): Promise<readonly Target[]> {
  const over = performance.now() + within;
  let open = targets;
  do {
    open = await answeredOnce(client, open, backends, timeoutMs, nonce, signal);
  } while (open.length > 0 && performance.now() < over);
  return open;
}
