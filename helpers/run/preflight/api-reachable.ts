import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NamedCluster } from '../../cluster/existing/kubeconfig.ts';
import { ApiError, isTransient } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import { systemClock } from '../../kube/clock.ts';
import { PreflightFailed } from './findings.ts';

/** A server that drops a connection, as one does that is being replaced, answers on the next; the pause is in ms. */
const TRIES = 3;
const AGAIN_MS = 500;

/** The version that the API server says, so that it is reached and takes the user's credentials. @throws {PreflightFailed} */
export async function reachedVersion(kube: Kube, named: NamedCluster, signal: AbortSignal): Promise<string> {
  const expired = certificateExpired(named, new Date());
  if (expired) throw new PreflightFailed([expired]);
  for (let tries = 1; ; tries += 1) {
    try {
      const { gitVersion } = await kube.version.getCode(withSignal(signal));
      return gitVersion;
    } catch (error) {
      signal.throwIfAborted();
      if (tries >= TRIES || !isTransient(error)) throw new PreflightFailed([trouble(error, named)], { cause: error });
    }
    await systemClock.sleep(AGAIN_MS, signal);
  }
}

/** Why the user's client certificate is of no use any more; undefined where it is, or there is none. */
export function certificateExpired({ config, user, file }: NamedCluster, now: Date): string | undefined {
  const { certData, certFile } = config.getCurrentUser() ?? {};
  const pem = certData ? Buffer.from(certData, 'base64').toString() : certFile ? quietly(certFile) : '';
  if (!pem.includes('BEGIN CERTIFICATE')) return undefined;
  const { validToDate } = new X509Certificate(pem);
  if (validToDate > now) return undefined;
  return `the client certificate of user ${user} in ${file} expired on ${validToDate.toISOString().slice(0, 10)}: have it renewed`;
}

function trouble(error: unknown, { server, user, context }: NamedCluster): string {
  const { hostname } = new URL(server);
  if (!(error instanceof ApiError)) {
    // An exec plugin, or a file that the kubeconfig names.
    return `user ${user} of context ${context} gets no credentials: ${firstLine(error)}; try \`kubectl --context ${context} version\``;
  }
  if (error.code === 401) {
    return `${server} does not take the credentials of user ${user} (401 ${error.reason}): they may have expired; log in again`;
  }
  if (error.code !== undefined) return `${server} answers with ${error.code} ${error.reason}: ${error.words}`;
  if (/ENOTFOUND|EAI_AGAIN/.test(error.words)) {
    return `the host ${hostname} of context ${context} resolves to nothing: see its server in the kubeconfig, or start what resolves it (a VPN)`;
  }
  if (!error.transient) {
    return `the kubeconfig does not trust the certificate of ${server} (${error.words}): see its certificate-authority`;
  }
  return `nothing answers at ${server} (${error.words}): is the cluster up, and reached from here?`;
}

function firstLine(error: unknown): string {
  return String(Object(error).message ?? error).split('\n')[0] ?? '';
}

function quietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // whoever connects with it is told
  }
}
