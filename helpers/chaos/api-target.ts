import type { KubeConfig } from '@kubernetes/client-node';

/** Where an API server is and how it is spoken to, as a proxy in front of it has to know. */
export interface ApiTarget {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Of a kubeconfig with everything in it, as k3s writes it. */
export function apiTarget(config: KubeConfig): ApiTarget {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  const { protocol, hostname, port } = new URL(cluster?.server ?? '');
  const pem = (data: string | undefined) => (data ? Buffer.from(data, 'base64').toString() : undefined);
  const [ca, cert, key] = [pem(cluster?.caData), pem(user?.certData), pem(user?.keyData)];
  return {
    ...{ protocol, host: hostname, port: Number(port || 443) },
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
  };
}
