import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Where a cluster has its place: the first two numbers of a loopback network. */
export interface Place {
  readonly network: string;
  /** The machine has 127.0.0.1 only. */
  readonly alone: boolean;
}

const API_PORT = 6443;

/** Several clusters may live on one machine: each takes a network that no other has. Tried so often. */
const TRIES = 20;

/**
 * Finds a loopback network that no other reference cluster has, and has what is made for it listen there as the API: who holds that
 * address holds the network. @throws where there is none.
 */
export async function listenSomewhere<T extends { readonly api: Server }>(
  make: (place: Place) => T,
): Promise<T & { readonly server: string }> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const network = `127.${randomInt(1, 255)}`;
    const made = make({ network, alone: false });
    const problem = await listens(made.api, `${network}.0.1`, API_PORT);
    if (problem === undefined) return { ...made, server: `http://${network}.0.1:${API_PORT}` };
    if (problem !== 'EADDRINUSE') break;
  }
  const made = make({ network: '127.0', alone: true });
  const problem = await listens(made.api, '127.0.0.1', 0);
  if (problem !== undefined) throw new Error(`the reference cluster's API can't listen on 127.0.0.1: ${problem}`);
  return { ...made, server: `http://127.0.0.1:${(made.api.address() as AddressInfo).port}` };
}

/** undefined where it does, or else the code of the error. */
async function listens(server: Server, host: string, port: number): Promise<string | undefined> {
  try {
    await once(server.listen(port, host), 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
