/** What kube-proxy says on a healthCheckNodePort, asked from outside the cluster as a load balancer does. */

import type { V1Service } from '@kubernetes/client-node';
import { Agent, request } from 'undici';
import type { Cluster } from '../cluster/cluster.ts';
import { otherAddresses } from '../cluster/other-addresses.ts';
import { equal, type FieldRule } from '../expect/field-rules.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import { STATUS } from '../report/failure-facts.ts';

/** Limit of one question, in ms. */
export const HEALTH_ANSWER_MS = 3_000;

/** Any path gets the same answer. */
const PATH = '/any/path';

const WEIGHT = 'x-load-balancing-endpoint-weight';

export interface HealthAnswer {
  /** 0 where nothing answered. */
  readonly status: number;
  /** The header X-Load-Balancing-Endpoint-Weight; empty where there is none. */
  readonly weight: string;
  /** The JSON body, or the text that is none. */
  readonly body: unknown;
  /** Why nothing answered; empty where something did. */
  readonly problem: string;
}

export interface HealthCheck {
  ask(host: string, port: number, signal: AbortSignal): Promise<HealthAnswer>;
  /** The command that does the same by hand. */
  repeat(host: string, port: number): string;
}

/** What a node says that has so many ready backends of the Service. */
export function healthRules({ metadata }: V1Service, backends: number): Record<string, FieldRule> {
  return {
    [STATUS]: equal(backends > 0 ? 200 : 503),
    weight: equal(String(backends)),
    'body.localEndpoints': equal(backends),
    'body.service.namespace': equal(metadata?.namespace),
    'body.service.name': equal(metadata?.name),
  };
}

/** URL that is asked for a node's health. */
export function healthUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${PATH}`;
}

/** Asks from the outside place of the run. Call it while a spec file loads: Jest allows no import once specs run side by side. */
export async function healthCheckFrom(cluster: Pick<Cluster, 'outside' | 'nodes'>): Promise<HealthCheck> {
  const { outside: place } = cluster;
  const addresses = otherAddresses(cluster);
  const dialled = (host: string) => addresses.get(host) ?? host;
  if (place.kind !== 'container') {
    return {
      ask: async (host, port, signal) => {
        if (place.kind === 'none') throw new Inconclusive(`no client outside: ${place.why}`);
        return askFromHere(dialled(host), port, signal);
      },
      repeat: (host, port) => curlByHand(dialled(host), port),
    };
  }
  const { askInContainer } = await import('./health-check-in-container.ts');
  return {
    ask: (host, port, signal) => askInContainer(place.containerId, healthUrl(host, port), signal),
    repeat: (host, port) => `docker exec ${place.containerName} ${curlByHand(host, port)}`,
  };
}

/** The answer in a whole HTTP response as `curl --include` prints it. */
export function parseResponse(text: string): HealthAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/\S+ (\d{3})/.exec(statusLine)?.[1] ?? 0);
  const weight = lines.find((line) => line.toLowerCase().startsWith(`${WEIGHT}:`))?.slice(WEIGHT.length + 1);
  return answered(status, weight?.trim() ?? '', rest.join('\r\n\r\n'));
}

export function unanswered(problem: string): HealthAnswer {
  return { status: 0, weight: '', body: '', problem };
}

async function askFromHere(host: string, port: number, signal: AbortSignal): Promise<HealthAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(HEALTH_ANSWER_MS)]);
  // One of its own goes past every proxy. A signal does not end a connection that is still being made, its own limit does.
  const dispatcher = new Agent({ connect: { timeout: HEALTH_ANSWER_MS } });
  try {
    const { statusCode, headers, body } = await request(healthUrl(host, port), { dispatcher, signal: limit });
    return answered(statusCode, String(headers[WEIGHT] ?? ''), await body.text());
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = Object(error) as { code?: unknown; message?: unknown };
    return unanswered(`${typeof code === 'string' ? code : message}`);
  } finally {
    await dispatcher.destroy();
  }
}

function answered(status: number, weight: string, text: string): HealthAnswer {
  try {
    return { status, weight, body: JSON.parse(text), problem: '' };
  } catch {
    return { status, weight, body: text, problem: '' };
  }
}

function curlByHand(host: string, port: number): string {
  return `curl --include --noproxy '*' --max-time ${HEALTH_ANSWER_MS / 1000} '${healthUrl(host, port)}'`;
}
