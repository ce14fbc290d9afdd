import { readFileSync } from 'node:fs';
import type { KubeConfig } from '@kubernetes/client-node';

/** What of a kubeconfig, and of the files that it names, nobody must see: tokens, passwords, keys, certificates. */
export function secretsOf(config: KubeConfig): string[] {
  const users = config
    .getUsers()
    .flatMap((user) => [
      ...[user.token, user.password, user.certData, user.keyData],
      ...[fromFile(user.keyFile), fromFile(user.certFile)],
      ...(user.exec?.env ?? []).flatMap(({ name, value }: { name?: string; value?: string }) =>
        /token|secret|password|key/i.test(name ?? '') ? [value] : [],
      ),
      ...Object.values((user.authProvider?.config ?? {}) as Record<string, unknown>).map((value) =>
        typeof value === 'string' && !URL.canParse(value) ? value : undefined,
      ),
      fromFile(user.authProvider?.config?.tokenFile),
    ]);
  const clusters = config.getClusters().map(({ caData }) => caData);
  const texts = [...users, ...clusters].flatMap((text) => (text ? [text] : []));
  return [...texts, ...texts.flatMap(decoded)];
}

/** Data of a kubeconfig is base64: what is in it is secret too. */
function decoded(text: string): string[] {
  if (!/^[A-Za-z0-9+/]{24,}={0,2}$/.test(text)) return [];
  const inner = Buffer.from(text, 'base64').toString();
  return inner.includes('-----BEGIN') ? [inner] : [];
}

function fromFile(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // whoever needs it is told
  }
}
