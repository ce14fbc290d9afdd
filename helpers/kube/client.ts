import {
  AppsV1Api,
  AuthorizationV1Api,
  type ConfigurationOptions,
  CoreV1Api,
  createConfiguration,
  DiscoveryV1Api,
  type HttpLibrary,
  HttpMethod,
  type KubeConfig,
  Observable,
  type ObservableMiddleware,
  type RequestContext,
  ServerConfiguration,
  setHeaderMiddleware,
  VersionApi,
} from '@kubernetes/client-node';
import packageJson from '../../package.json' with { type: 'json' };
import { API_REQUEST_MS } from '../bounds.ts';
import { keepSecret } from '../redact.ts';
import { AnyKindApi } from './any-kind.ts';
import { boundedHttp } from './http.ts';
import { loadConfig } from './load-config.ts';
import { secretsOf } from './secrets-of.ts';

export const USER_AGENT = `${packageJson.name}/${packageJson.version}`;

/**
 * One cluster's API. Every request is bounded by `requestMs` from call to whole answer, names the suite as its
 * User-Agent, and fails with an ApiError.
 */
export class Kube implements AsyncDisposable {
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly authorization: AuthorizationV1Api;
  readonly discovery: DiscoveryV1Api;
  readonly version: VersionApi;
  readonly objects: AnyKindApi;
  /** The API server's address, without a slash at its end. */
  readonly server: string;
  readonly #configuration: ReturnType<typeof createConfiguration>;
  #dispatcher: ReturnType<RequestContext['getDispatcher']>;

  /** @param through what every request goes through on its way out; nothing by default. */
  constructor(
    config: KubeConfig,
    requestMs: number = API_REQUEST_MS,
    through: (http: HttpLibrary) => HttpLibrary = (http) => http,
  ) {
    const cluster = config.getCurrentCluster();
    if (!cluster) throw new Error('the kubeconfig has no current context with a cluster: set current-context in it');
    this.config = config;
    keepSecret(...secretsOf(config));
    this.server = cluster.server.replace(/\/+$/, '');
    this.#configuration = createConfiguration({
      baseServer: new ServerConfiguration(this.server, {}),
      authMethods: {
        default: { getName: () => 'kubeconfig', applySecurityAuthentication: (context) => this.#authenticate(context) },
      },
      middleware: [setHeaderMiddleware('User-Agent', USER_AGENT)] as ObservableMiddleware[],
      httpApi: through(boundedHttp(requestMs)),
    });
    this.core = new CoreV1Api(this.#configuration);
    this.apps = new AppsV1Api(this.#configuration);
    this.authorization = new AuthorizationV1Api(this.#configuration);
    this.discovery = new DiscoveryV1Api(this.#configuration);
    this.version = new VersionApi(this.#configuration);
    this.objects = new AnyKindApi(this.#configuration);
  }

  /** @param path of a kubeconfig file; its current context is used. */
  static fromFile(path: string, requestMs: number = API_REQUEST_MS): Kube {
    return new Kube(loadConfig(path), requestMs);
  }

  /** GETs what the typed APIs can't: `/readyz`, a Table, a log since a time. Resolves with the body's text. */
  async raw(path: string, options: { accept?: string; signal?: AbortSignal } = {}): Promise<string> {
    const context = this.#configuration.baseServer.makeRequestContext(path, HttpMethod.GET);
    context.setHeaderParam('Accept', options.accept ?? '*/*');
    context.setHeaderParam('User-Agent', USER_AGENT);
    if (options.signal) context.setSignal(options.signal);
    await this.#authenticate(context);
    const answer = await this.#configuration.httpApi.send(context).toPromise();
    return answer.body.text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispatcher?.destroy();
  }

  /** client-node makes a connection pool for every request, so each would pay for a new TLS session. */
  async #authenticate(context: RequestContext): Promise<void> {
    await this.config.applySecurityAuthentication(context);
    // What a login program or a file has given, and may give anew.
    keepSecret(context.getHeaders().Authorization?.replace(/^\w+ /, ''));
    this.#dispatcher ??= context.getDispatcher();
    if (this.#dispatcher) context.setDispatcher(this.#dispatcher);
  }
}

/** Option for a call of a typed API: the request ends, with the signal's reason, when the signal aborts. */
export function withSignal(signal: AbortSignal | undefined): ConfigurationOptions {
  if (!signal) return {};
  const middleware: ObservableMiddleware = {
    pre(context) {
      context.setSignal(signal);
      return new Observable(Promise.resolve(context));
    },
    post: (answer) => new Observable(Promise.resolve(answer)),
  };
  return { middleware: [middleware], middlewareMergeStrategy: 'append' };
}
