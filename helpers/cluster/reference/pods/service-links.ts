/** The variables by which a container is told of Services: pkg/kubelet/envvars, FromServices. */
import type { V1Service } from '@kubernetes/client-node';

export type ServiceVariables = (services: readonly V1Service[]) => Record<string, string>;

/** Of the Services that there are when the container is made; those of other namespaces and headless ones left out by the caller. */
export function serviceVariables(services: readonly V1Service[]): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { metadata, spec } of services) {
    const prefix = `${metadata?.name}`.toUpperCase().replaceAll('-', '_');
    const [first] = spec?.ports ?? [];
    if (!first || !spec?.clusterIP || spec.clusterIP === 'None') continue;
    variables[`${prefix}_SERVICE_HOST`] = spec.clusterIP;
    variables[`${prefix}_SERVICE_PORT`] = String(first.port);
    for (const { name, port } of spec.ports ?? []) {
      if (name) variables[`${prefix}_SERVICE_PORT_${name.toUpperCase().replaceAll('-', '_')}`] = String(port);
    }
  }
  return variables;
}
