/** Requests about one object of any kind, custom ones too. */
import { type HttpMethod, type KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import { isNotFound } from './api-error.ts';

export interface ObjectRequest {
  readonly method: HttpMethod;
  readonly query?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** The cluster does not serve this kind: its CustomResourceDefinition is missing, or the apiVersion is wrong. */
class UnknownKind extends Error {
  override readonly name = 'UnknownKind';
}

/**
 * client-node's own `patch` sends only the fields that its models know, so a misspelt one would never reach the
 * server's strict validation; `send` takes the body as it is.
 */
export class AnyKindApi extends KubernetesObjectApi {
  /** @throws {UnknownKind} {@link ApiError} */
  async send<T extends KubernetesObject>(object: T, request: ObjectRequest): Promise<T> {
    const { apiVersion = '', kind = '', metadata } = object;
    await this.mustServe(apiVersion, kind);
    // A copy: specUriPath writes the default namespace into what it is given.
    const path = await this.specUriPath({ apiVersion, kind, metadata: { ...metadata } }, 'read');
    const context = this.configuration.baseServer.makeRequestContext(path, request.method);
    context.setHeaderParam('Accept', 'application/json');
    for (const [key, value] of Object.entries(request.query ?? {})) context.setQueryParam(key, value);
    if (request.contentType !== undefined) context.setHeaderParam('Content-Type', request.contentType);
    if (request.body !== undefined) context.setBody(request.body);
    if (request.signal) context.setSignal(request.signal);
    return this.requestPromise<T>(context);
  }

  private async mustServe(apiVersion: string, kind: string): Promise<void> {
    const resource = await this.resource(apiVersion, kind).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (resource) return;
    throw new UnknownKind(
      `the cluster serves no ${kind} in ${apiVersion}: correct its apiVersion, or install its CRD first`,
    );
  }
}
