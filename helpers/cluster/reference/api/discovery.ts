import { apiVersionOf, KINDS } from './kinds.ts';

/** What the API says of itself below `/api/v1` or `/apis/GROUP/VERSION`; undefined where it serves no such thing. */
export function resourcesOf(groupVersion: string): object | undefined {
  const own = KINDS.filter((kind) => apiVersionOf(kind) === groupVersion);
  if (own.length === 0) return undefined;
  const resources = own.map(({ kind, plural, namespaced }) => ({
    ...{ name: plural, singularName: kind.toLowerCase(), namespaced, kind },
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
  }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}
