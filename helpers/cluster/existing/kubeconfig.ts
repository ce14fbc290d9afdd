import { readFileSync } from 'node:fs';
import type { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { loadConfig } from '../../kube/load-config.ts';
import { secretsOf } from '../../kube/secrets-of.ts';
import { keepSecret } from '../../redact.ts';

/** The kubeconfig can't be used as it is: what is wrong with it, and what to do. Its text is never quoted. */
export class KubeconfigUnusable extends Error {
  override readonly name = 'KubeconfigUnusable';
}

/** Which cluster a kubeconfig and a context lead to. */
export interface NamedCluster {
  readonly config: KubeConfig;
  readonly file: string;
  readonly context: string;
  /** The API server's URL. */
  readonly server: string;
  readonly user: string;
}

/**
 * Reads a kubeconfig and takes one of its contexts, by default the current one.
 * @throws {KubeconfigUnusable}
 */
export function namedCluster(file: string, wanted?: string): NamedCluster {
  const text = textOf(file);
  let config: KubeConfig;
  try {
    // What YAML itself objects to quotes the line, and there may be a secret in it.
    if (text.trim() === '') throw new Error('it is empty');
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || !('clusters' in value)) {
      throw new Error('it is no kubeconfig: it has no clusters');
    }
    config = loadConfig(file);
  } catch (error) {
    throw unusable(file, (error as Error).message, error);
  }
  keepSecret(...secretsOf(config));
  const names = config.getContexts().map(({ name }) => name);
  const there = names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
  if (wanted !== undefined && !names.includes(wanted)) throw unusable(file, `it has no context ${wanted}; ${there}`);
  if (wanted !== undefined) config.setCurrentContext(wanted);
  const context = config.getCurrentContext();
  if (!context) throw unusable(file, `it has no current-context: choose one by --context; ${there}`);
  if (!names.includes(context))
    throw unusable(file, `its current-context ${context} is not among its contexts; ${there}`);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw unusable(file, `its context ${context} names a cluster that it does not have`);
  if (!URL.canParse(cluster.server)) throw unusable(file, `the server of its cluster ${cluster.name} is no URL`);
  const user = config.getCurrentUser()?.name ?? '';
  return { config, file, context, server: cluster.server.replace(/\/+$/, ''), user };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unusable(file, code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code})`, error);
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const line = Object(error).linePos?.[0]?.line;
    throw new Error(`it is not YAML${line ? `: see its line ${line}` : ''}`, { cause: error });
  }
}

function unusable(file: string, why: string, cause?: unknown): KubeconfigUnusable {
  return new KubeconfigUnusable(`--kubeconfig ${file}: ${why}`, cause === undefined ? {} : { cause });
}
