import type { Kube } from './client.ts';

/** What kubectl prints, cell by cell. */
export interface KubectlTable {
  /** The kubectl command that prints the same. */
  readonly title: string;
  readonly columns: string[];
  readonly rows: string[][];
}

export interface TableOptions {
  /** Needed for what lives in a namespace. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  /** With the columns that kubectl prints for `-o wide` only. */
  readonly wide?: boolean;
  readonly signal?: AbortSignal;
}

interface ServerTable {
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
  readonly rows?: readonly { readonly cells: readonly unknown[] }[];
}

const ACCEPT_TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

/** Asks the server for the table that it makes for kubectl, so that columns and words are kubectl's own. */
export async function kubectlGet(
  kube: Kube,
  resource: 'services' | 'pods' | 'nodes',
  { namespace, labelSelector, wide = false, signal }: TableOptions = {},
): Promise<KubectlTable> {
  const query = new URLSearchParams({ includeObject: 'None', ...(labelSelector !== undefined && { labelSelector }) });
  const path = `/api/v1/${namespace === undefined ? '' : `namespaces/${encodeURIComponent(namespace)}/`}${resource}`;
  const text = await kube.raw(`${path}?${query}`, { accept: ACCEPT_TABLE, ...(signal && { signal }) });
  const table = JSON.parse(text) as ServerTable;
  const shown = table.columnDefinitions.flatMap(({ priority }, index) => (wide || priority === 0 ? [index] : []));
  const command = ['kubectl get', resource];
  if (namespace !== undefined) command.push('-n', namespace);
  if (labelSelector !== undefined) command.push('-l', labelSelector);
  if (wide) command.push('-o wide');
  return {
    title: command.join(' '),
    columns: shown.map((index) => String(table.columnDefinitions[index]?.name).toUpperCase()),
    rows: (table.rows ?? []).map(({ cells }) => shown.map((index) => String(cells[index] ?? '<none>'))),
  };
}
