/** The tables that kubectl prints, as the server makes them: pkg/printers/internalversion/printers.go. */
import type { V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import type { ApiObject } from './api-object.ts';
import { type Kind, NODES, PODS, SERVICES } from './kinds.ts';

interface Column {
  readonly name: string;
  /** Above 0: for `-o wide` only. */
  readonly priority: number;
  readonly cell: (object: ApiObject) => unknown;
}

function column<T>(name: string, cell: (object: T) => unknown, priority = 0): Column {
  return { name, priority, cell: (object) => cell(object as unknown as T) };
}

const NAME = column<ApiObject>('Name', ({ metadata }) => metadata.name);
const AGE = column<ApiObject>('Age', ({ metadata }) => {
  return `${Math.max(0, Math.round((Date.now() - Date.parse(metadata.creationTimestamp ?? '')) / 1000))}s`;
});

const COLUMNS: ReadonlyMap<Kind, readonly Column[]> = new Map([
  [
    SERVICES,
    [
      NAME,
      column<V1Service>('Type', ({ spec }) => spec?.type),
      column<V1Service>('Cluster-IP', ({ spec }) => spec?.clusterIP ?? '<none>'),
      // getServiceExternalIP
      column<V1Service>('External-IP', ({ spec }) => {
        if (spec?.type === 'ExternalName') return spec.externalName;
        return spec?.type === 'LoadBalancer' ? '<pending>' : '<none>';
      }),
      column<V1Service>('Port(s)', ({ spec }) => portsText(spec?.ports ?? [])),
      AGE,
      column<V1Service>('Selector', ({ spec }) => labelsText(spec?.selector ?? {}), 1),
    ],
  ],
  [
    PODS,
    [
      NAME,
      column<V1Pod>('Ready', ({ spec, status }) => {
        const ready = (status?.containerStatuses ?? []).filter((each) => each.ready).length;
        return `${ready}/${spec?.containers.length}`;
      }),
      column<V1Pod>('Status', ({ metadata, status }) => (metadata?.deletionTimestamp ? 'Terminating' : status?.phase)),
      column<V1Pod>('Restarts', () => 0),
      AGE,
      column<V1Pod>('IP', ({ status }) => status?.podIP ?? '<none>', 1),
      column<V1Pod>('Node', ({ spec }) => spec?.nodeName ?? '<none>', 1),
      column<V1Pod>('Nominated Node', () => '<none>', 1),
      column<V1Pod>('Readiness Gates', () => '<none>', 1),
    ],
  ],
  [
    NODES,
    [
      NAME,
      column<V1Node>('Status', ({ spec }) => (spec?.unschedulable ? 'Ready,SchedulingDisabled' : 'Ready')),
      column<V1Node>('Roles', () => '<none>'),
      AGE,
      column<V1Node>('Version', ({ status }) => status?.nodeInfo?.kubeletVersion),
      column<V1Node>(
        'Internal-IP',
        ({ status }) => status?.addresses?.find(({ type }) => type === 'InternalIP')?.address,
        1,
      ),
      column<V1Node>('External-IP', () => '<none>', 1),
      column<V1Node>('OS-Image', ({ status }) => status?.nodeInfo?.osImage, 1),
      column<V1Node>('Kernel-Version', ({ status }) => status?.nodeInfo?.kernelVersion, 1),
      column<V1Node>('Container-Runtime', ({ status }) => status?.nodeInfo?.containerRuntimeVersion, 1),
    ],
  ],
]);

export function tableOf(kind: Kind, objects: readonly ApiObject[]): object {
  const columns = COLUMNS.get(kind) ?? [NAME, AGE];
  return {
    ...{ kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: {} },
    columnDefinitions: columns.map(({ name, priority }) => ({
      name,
      priority,
      type: 'string',
      format: '',
      description: '',
    })),
    rows: objects.map((object) => ({ cells: columns.map(({ cell }) => cell(object)), object: null })),
  };
}

/** makePortString */
function portsText(ports: NonNullable<V1Service['spec']>['ports']): string {
  const texts = (ports ?? []).map(
    ({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
  );
  return texts.join(',') || '<none>';
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return (
    Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',') || '<none>'
  );
}
