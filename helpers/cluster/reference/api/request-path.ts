import { apiVersionOf, KINDS, type Kind } from './kinds.ts';

/** What a path asks for. */
export interface RequestPath {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** `log`, `exec`; empty for the object itself. */
  readonly sub: string;
}

const PATH = /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+\/[^/]+))\/(?<rest>.+)$/;

/** undefined where there is no such thing. */
export function parsePath(pathname: string): RequestPath | undefined {
  const { core, group, rest = '' } = PATH.exec(pathname)?.groups ?? {};
  const groupVersion = core ?? group;
  const parts = rest.split('/').map(decodeURIComponent);
  const find = (plural: string | undefined) =>
    KINDS.find((kind) => kind.plural === plural && apiVersionOf(kind) === groupVersion);
  if (parts[0] === 'namespaces' && parts.length >= 3) {
    const [, namespace, plural, name, ...sub] = parts;
    const kind = find(plural);
    return kind?.namespaced ? { kind, namespace, name, sub: sub.join('/') } : undefined;
  }
  const [plural, name, ...sub] = parts;
  const kind = find(plural);
  // Of what lives in a namespace, only a list of all is asked for without one.
  if (!kind || (kind.namespaced && name !== undefined)) return undefined;
  return { kind, namespace: undefined, name, sub: sub.join('/') };
}
