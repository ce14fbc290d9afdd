/** The API objects that a failure is about, as the API server gives them. Never a Secret, and nothing that holds a token. */
import type { CoreV1Event, KubernetesObject, V1EndpointSlice, V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import { stringify } from 'yaml';
import { isNotFound } from '../../kube/api-error.ts';
import type { Kube } from '../../kube/client.ts';
import type { Parts } from './parts.ts';

export interface Objects {
  readonly services: readonly V1Service[];
  readonly slices: readonly V1EndpointSlice[];
  readonly pods: readonly V1Pod[];
  readonly nodes: readonly V1Node[];
  readonly events: readonly CoreV1Event[];
  /** Text of each that was asked for and is not there. */
  readonly gone: readonly string[];
}

/** Events of a namespace that are looked through, the API server's newest or not. */
const MOST_EVENTS = 500;

/** Endpoints that only a slice names are looked at too, so many of them. */
const MOST_PODS = 30;

/**
 * Reads the Services with their EndpointSlices, these pods and those behind the endpoints, the nodes, and the events of all of a
 * namespace: of what is not there any more they may say why.
 */
export async function readObjects(
  kube: Kube,
  serviceNames: readonly string[],
  podNames: readonly string[],
  parts: Parts,
): Promise<Objects> {
  const gone: string[] = [];
  const one = <T extends KubernetesObject>(kind: string, resource: string, name: string) =>
    parts.take(`${kind} ${name}`, [], async (signal) => {
      const object = await get<T>(kube, `/api/v1/namespaces/${name.replace('/', `/${resource}/`)}`, signal);
      if (!object) gone.push(`${kind} ${name}`);
      return object ? [object] : [];
    });
  const [services, slices, nodes] = await Promise.all([
    Promise.all(serviceNames.map((name) => one<V1Service>('Service', 'services', name))),
    readSlices(kube, serviceNames, parts),
    parts.take('nodes', [], (signal) =>
      list<V1Node>(kube, '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node' }, signal),
    ),
  ]);
  const behind = slices.flatMap((slice) => (slice.endpoints ?? []).flatMap((endpoint) => podOf(slice, endpoint) ?? []));
  const names = [...new Set([...podNames, ...behind])].slice(0, MOST_PODS);
  const ofSlices = slices.map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`);
  const [pods, events] = await Promise.all([
    Promise.all(names.map((name) => one<V1Pod>('Pod', 'pods', name))),
    readEvents(kube, [...serviceNames, ...ofSlices, ...names], parts),
  ]);
  return { services: services.flat(), slices, pods: pods.flat(), nodes, events, gone };
}

/** The EndpointSlices of the Services, by the label that controllers give them. */
export async function readSlices(kube: Kube, names: readonly string[], parts: Parts): Promise<V1EndpointSlice[]> {
  const of = (name: string) =>
    parts.take(`EndpointSlices of ${name}`, [], (signal) => {
      const [namespace, service = ''] = name.split('/');
      const query = new URLSearchParams({ labelSelector: `kubernetes.io/service-name=${service}` });
      const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?${query}`;
      return list<V1EndpointSlice>(kube, path, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }, signal);
    });
  return (await Promise.all(names.map(of))).flat();
}

/** `namespace/pod` behind an endpoint. */
export function podOf(
  { metadata }: V1EndpointSlice,
  { targetRef }: NonNullable<V1EndpointSlice['endpoints']>[number],
): string | null {
  return targetRef?.kind === 'Pod' ? `${targetRef.namespace ?? metadata?.namespace}/${targetRef.name}` : null;
}

/** The objects as YAML, without what only tells who wrote which field. */
export function objectsYaml({ services, slices, pods, gone }: Objects): string {
  const documents = [...services, ...slices, ...pods].map((object) => {
    const { managedFields: _, ...metadata } = object.metadata ?? {};
    return stringify({ ...object, metadata }, { lineWidth: 0 });
  });
  return [...documents, ...gone.map((what) => `# ${what} is not there\n`)].join('---\n');
}

/** A line an event, the oldest first. */
export function eventsText(events: readonly CoreV1Event[]): string {
  const lines = events.map((event) => {
    const at = String(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '');
    const { kind, name } = event.involvedObject;
    const times = event.series?.count ?? event.count ?? 1;
    const count = times > 1 ? ` (${times} times)` : '';
    const message = (event.message ?? '').trim().replace(/\s+/g, ' ');
    return `${at}  ${event.type ?? 'Normal'}  ${kind} ${name}  ${event.reason ?? 'no reason'}${count}: ${message}`;
  });
  return `${lines.length > 0 ? lines.sort().join('\n') : 'no events'}\n`;
}

/** @param names `namespace/name` of what the events are about. */
async function readEvents(kube: Kube, names: readonly string[], parts: Parts): Promise<CoreV1Event[]> {
  const namespaces = new Set(names.map((name) => name.split('/')[0]));
  const each = [...namespaces].map((namespace) =>
    parts.take(`events of namespace ${namespace}`, [], async (signal) => {
      const path = `/api/v1/namespaces/${namespace}/events?limit=${MOST_EVENTS}`;
      const events = await list<CoreV1Event>(kube, path, { apiVersion: 'v1', kind: 'Event' }, signal);
      return events.filter(({ involvedObject }) => names.includes(`${namespace}/${involvedObject.name}`));
    }),
  );
  return (await Promise.all(each)).flat();
}

/** As JSON, since the typed API drops what its models do not know. Undefined for what is not there. */
async function get<T>(kube: Kube, path: string, signal: AbortSignal): Promise<T | undefined> {
  try {
    return JSON.parse(await kube.raw(path, { signal }));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Items of a list do not say of what kind they are. */
async function list<T>(
  kube: Kube,
  path: string,
  type: { apiVersion: string; kind: string },
  signal: AbortSignal,
): Promise<T[]> {
  const { items = [] } = (await get<{ items?: T[] }>(kube, path, signal)) ?? {};
  return items.map((item) => ({ ...type, ...item }));
}
