/** What a container of the suite's pods runs, by its command: the programs of real ones, and nothing else. */
import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { ConfiguredNginx, type Listener, NOBODY, PlainNginx } from './nginx.ts';

/** The file that makes a backend Ready. */
export const READY_FILE = '/tmp/ready';

export interface Running {
  readonly listener: Listener;
  /** Its files, as far as they matter. */
  readonly files: Set<string>;
  /** Exit code when it is told to stop from inside. */
  readonly exitCode: number;
  /** A shell's child or `sleep` as first process of a container heeds no signal: it goes on until its grace period is over. */
  readonly heedsTerm: boolean;
}

/** A wrapper that ends with an exit code of its own when what it wraps has ended. */
const WRAPPED = /^"\$@"; exit (\d+)$/;

/** @param config of a ConfigMap that the pod mounts: the text of its file of that name. */
export function runContainer(
  pod: V1Pod,
  container: V1Container,
  config: (map: string, file: string) => string,
): Running {
  const files = new Set<string>();
  const [command = '', , script = '', , ...inner] = container.command ?? [];
  const wrapped = WRAPPED.exec(script);
  if (wrapped) {
    return {
      ...runContainer(pod, { ...container, command: inner }, config),
      exitCode: Number(wrapped[1]),
      heedsTerm: false,
    };
  }
  if (command === '') return { listener: new PlainNginx(), files, exitCode: 0, heedsTerm: true };
  if (command === 'sleep') return { listener: NOBODY, files, exitCode: 0, heedsTerm: false };
  if (!script.includes('exec nginx -c /tmp/nginx.conf')) {
    throw new Error(`the reference cluster has no program for the command ${JSON.stringify(container.command)}`);
  }
  const env = environmentOf(pod, container);
  if (env.STARTS !== 'unready') files.add(READY_FILE);
  const map = pod.spec?.volumes?.find(({ configMap }) => configMap)?.configMap?.name ?? '';
  const text = config(map, 'nginx.conf')
    .replaceAll('@POD@', `${env.NAMESPACE}/${env.POD}`)
    .replaceAll('@NODE@', env.NODE ?? '');
  return { listener: new ConfiguredNginx(text), files, exitCode: 0, heedsTerm: true };
}

/** The variables that its manifest states. */
export function environmentOf({ metadata, spec }: V1Pod, { env = [] }: V1Container): Record<string, string> {
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata?.name,
    'metadata.namespace': metadata?.namespace,
    'spec.nodeName': spec?.nodeName,
  };
  const entries = env.map(({ name, value, valueFrom }) => [
    name,
    value ?? fields[valueFrom?.fieldRef?.fieldPath ?? ''] ?? '',
  ]);
  return Object.fromEntries(entries);
}
