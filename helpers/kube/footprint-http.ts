import { appendFileSync } from 'node:fs';
import { type HttpLibrary, HttpMethod, type RequestContext, wrapHttpLibrary } from '@kubernetes/client-node';
import type { Footprint } from '../cluster/cluster.ts';
import { apiRequest } from './api-request.ts';
import { withFootprint } from './footprint.ts';

/** One object that was created, as a line of the ledger. */
export interface Created {
  /** `services`, `deployments.apps`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}

const APPLY = 'application/apply-patch';
const CREATED = 201;

/** Gives what is created the footprint on its way to the server, and writes down what the server has created. */
export function footprintHttp(http: HttpLibrary, footprint: Footprint): HttpLibrary {
  return wrapHttpLibrary({
    async send(request) {
      const asked = apiRequest(request.getHttpMethod(), request.getUrl(), request.getHeaders()['Content-Type']);
      const body = creates(request) ? objectIn(request) : undefined;
      // A subresource, such as pods/exec or a review of access, is nothing that stays.
      const stays =
        body !== undefined && !asked.resource.includes('/') && !asked.resource.includes('authorization.k8s.io');
      if (stays) request.setBody(JSON.stringify(withFootprint(asked.resource, body, footprint)));
      const answer = await http.send(request).toPromise();
      if (stays && answer.httpStatusCode === CREATED && !isDryRun(request)) {
        const { resource, namespace } = asked;
        const name = asked.name ?? String(Object(JSON.parse(await answer.body.text())).metadata?.name);
        const created: Created = { resource, ...(namespace !== undefined && { namespace }), name };
        // At once and whole: several processes write, and none may lose what it created.
        appendFileSync(footprint.ledger, `${JSON.stringify(created)}\n`);
      }
      return answer;
    },
  });
}

function creates(request: RequestContext): boolean {
  const method = request.getHttpMethod();
  const type = request.getHeaders()['Content-Type'] ?? '';
  return method === HttpMethod.POST || (method === HttpMethod.PATCH && type.startsWith(APPLY));
}

function objectIn(request: RequestContext): object | undefined {
  const body = request.getBody();
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}

function isDryRun(request: RequestContext): boolean {
  return new URL(request.getUrl()).searchParams.has('dryRun');
}
