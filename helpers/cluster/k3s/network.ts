import type Docker from 'dockerode';
import { getReaper, LABEL_TESTCONTAINERS_SESSION_ID, StartedNetwork } from 'testcontainers';
import type { IpFamily } from '../cluster.ts';
import type { Engine } from '../engine.ts';
import { engineError, engineWords } from '../engine-error.ts';
import type { Labels } from '../labels.ts';
import { randomUla, type Subnets } from './subnets.ts';

/** Between the engine's choice of a subnet and our taking it somebody else may take it; so often in a row nobody does. */
const ATTEMPTS = 5;

export interface NodeNetworkOptions {
  readonly name: string;
  readonly labels: Labels;
  /** True: it may outlive this process. */
  readonly keep: boolean;
  /** Other than `ipv4`: with IPv6 beside IPv4, without which no engine makes a network. */
  readonly ipFamily: IpFamily;
}

export interface NodeNetwork {
  readonly started: StartedNetwork;
  readonly subnets: Subnets;
}

/**
 * The nodes' own network, labelled, and of subnets that are stated: only there a container can be given its address.
 * Testcontainers' `Network` is neither. @throws {EngineError}
 */
export async function createNetwork(
  engine: Engine,
  { name, labels, keep, ipFamily }: NodeNetworkOptions,
): Promise<NodeNetwork> {
  const session = keep ? {} : { [LABEL_TESTCONTAINERS_SESSION_ID]: (await getReaper(engine.client)).sessionId };
  const plain = { Name: name, Driver: 'bridge', Labels: { ...labels, ...session } };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const chosen = await chosenByEngine(engine, plain);
      const ipv6 = ipFamily === 'ipv4' ? undefined : randomUla();
      const Config = [chosen, ...(ipv6 === undefined ? [] : [{ Subnet: ipv6 }])];
      const options = { ...plain, EnableIPv6: ipv6 !== undefined, IPAM: { Driver: 'default', Config } };
      const network = await engine.client.network.create(options);
      const subnets = { ipv4: chosen.Subnet, ...(ipv6 !== undefined && { ipv6 }) };
      return { started: new StartedNetwork(engine.client, name, network), subnets };
    } catch (error) {
      if (attempt < ATTEMPTS && /overlap/i.test(engineWords(error))) continue;
      throw engineError(`create network ${name}${ipFamily === 'ipv4' ? '' : ' with IPv6'}`, error);
    }
  }
}

/** An IPv4 subnet that is free, which the engine knows best: from a network that is made for its sake alone. */
async function chosenByEngine({ client }: Engine, plain: Docker.NetworkCreateOptions): Promise<{ Subnet: string }> {
  const network = await client.network.create(plain);
  const { IPAM }: Docker.NetworkInspectInfo = await network.inspect();
  await network.remove();
  const chosen = IPAM?.Config?.find(({ Subnet }) => Subnet?.includes('.'));
  if (!chosen?.Subnet) throw new Error('it chose no IPv4 subnet for it');
  return { Subnet: chosen.Subnet };
}
