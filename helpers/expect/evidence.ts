import type { Client, ProbeRequest } from '../probe/probe.ts';
import { describeClient } from './describe.ts';
import { errorText } from './error-text.ts';
import type { Evidence } from './observation.ts';
import type { Subject } from './subject.ts';

/**
 * The second control, taken when something was not as expected: what `beside` sees of each backend's pod IP, the
 * Service's EndpointSlices, and whether the backends are still there. Never rejects: what could not be had is said in its place.
 */
export async function gatherEvidence(
  subject: Subject,
  beside: Client | undefined,
  ask: (host: string, port: number, backend: string) => ProbeRequest,
): Promise<Evidence> {
  const requests = subject.backends.map((backend) => ask(backend.address, subject.targetPort, backend.name));
  const podIPs = beside
    ? (await beside.probe(requests)).map(
        ({ request, outcome, detail }) =>
          `${describeClient(beside)} -> ${request.target.host}:${request.target.port}${request.target.protocol === 'UDP' ? '/UDP' : ''}: ${outcome}${detail ? ` (${detail})` : ''}`,
      )
    : ['not asked: pod IPs can not be routed from outside'];
  const endpointSlices = await subject.endpointSlices().catch((error: unknown) => [`not read: ${errorText(error)}`]);
  const gone = await subject.gone().catch(() => []);
  return { gone, podIPs, endpointSlices };
}
