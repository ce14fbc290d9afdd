/** What a request to the API server asks for, in kubectl's words, read from its method and URL. */
export interface ApiRequest {
  /** get, list, create, update, patch, apply, delete. */
  readonly verb: string;
  /** `pods`, `deployments.apps`, `pods/log`; for anything else the path itself. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

const WRITE_VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

export function apiRequest(method: string, url: string, contentType = ''): ApiRequest {
  const { pathname } = new URL(url);
  const verb = contentType.startsWith('application/apply-patch') ? 'apply' : WRITE_VERBS[method];
  const found = /\/(?:api|apis\/(?<group>[^/]+))\/v[^/]+\/(?:namespaces\/(?<namespace>[^/]+)\/(?=.))?(?<rest>.+)$/.exec(
    pathname,
  );
  if (!found?.groups) return { verb: verb ?? 'get', resource: pathname };
  const { group, namespace, rest = '' } = found.groups;
  const [plural, name, ...sub] = rest.split('/').map(decodeURIComponent);
  return {
    verb: verb ?? (name === undefined ? 'list' : 'get'),
    resource: [group === undefined ? plural : `${plural}.${group}`, ...sub].join('/'),
    ...(namespace !== undefined && { namespace: decodeURIComponent(namespace) }),
    ...(name !== undefined && { name }),
  };
}

/** `get pods kube-system/coredns`, `list pods in kube-system`, `get nodes dev1`, `get /readyz`. */
export function requestText({ verb, resource, namespace, name }: ApiRequest): string {
  const object = name === undefined ? namespace && `in ${namespace}` : namespace ? `${namespace}/${name}` : name;
  return [verb, resource, object].filter(Boolean).join(' ');
}
