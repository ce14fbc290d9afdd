import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';

/** What is read of a user beside what client-node reads. */
interface RawUser {
  readonly name?: string;
  readonly user?: { readonly token?: string; readonly tokenFile?: string };
}

/**
 * A kubeconfig file as kubectl reads it. client-node leaves out a user's `tokenFile`, as a pod's ServiceAccount has it, and would
 * go on as nobody.
 */
export function loadConfig(file: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(file);
  const raw: readonly RawUser[] = Object(parse(readFileSync(file, 'utf8'))).users ?? [];
  const users = config.getUsers().map((each) => {
    const { token, tokenFile } = raw.find(({ name }) => name === each.name)?.user ?? {};
    if (!tokenFile || token) return each;
    // Read again as it is renewed.
    return { ...each, authProvider: { name: 'tokenFile', config: { tokenFile: resolve(dirname(file), tokenFile) } } };
  });
  const [clusters, contexts, currentContext] = [config.getClusters(), config.getContexts(), config.getCurrentContext()];
  config.loadFromOptions({ clusters, users, contexts, currentContext });
  return config;
}
