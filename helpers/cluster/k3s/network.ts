import { getReaper, LABEL_TESTCONTAINERS_SESSION_ID, StartedNetwork } from 'testcontainers';
import type { Engine } from '../engine.ts';
import { engineError } from '../engine-error.ts';
import type { Labels } from '../labels.ts';

/** The nodes' own network, labelled, which Testcontainers' `Network` can't be. */
export async function createNetwork(
  engine: Engine,
  name: string,
  labels: Labels,
  keep: boolean,
): Promise<StartedNetwork> {
  const session = keep ? {} : { [LABEL_TESTCONTAINERS_SESSION_ID]: (await getReaper(engine.client)).sessionId };
  try {
    const network = await engine.client.network.create({
      Name: name,
      Driver: 'bridge',
      Labels: { ...labels, ...session },
    });
    return new StartedNetwork(engine.client, name, network);
  } catch (error) {
    throw engineError(`create network ${name}`, error);
  }
}
