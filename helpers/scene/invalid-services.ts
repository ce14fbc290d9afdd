/** Services that the API server rejects, and the fields that it names (pkg/apis/core/validation ValidateService). */
import type { ServiceOptions } from './services.ts';

export interface InvalidService {
  readonly what: string;
  readonly options: Omit<ServiceOptions, 'name'>;
  readonly fields: readonly string[];
}

const [A, B] = [8123, 8124];

/** `nodePort` has to be a number of the node port range. */
export function invalidServices(nodePort: number): InvalidService[] {
  const affinity = (timeoutSeconds: number) => ({
    what: `session affinity for ${timeoutSeconds} s`,
    options: { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } },
    fields: ['spec.sessionAffinityConfig.clientIP.timeoutSeconds'],
  });
  return [
    {
      what: 'a nodePort, of type ClusterIP',
      options: { type: 'ClusterIP', ports: [{ port: A, nodePort }] },
      fields: ['spec.ports[0].nodePort'],
    },
    {
      what: 'clusterIP None, of type NodePort',
      options: { type: 'NodePort', clusterIP: 'None' },
      fields: ['spec.clusterIPs[0]'],
    },
    { what: 'no ports', options: { ports: [] }, fields: ['spec.ports'] },
    {
      what: 'two ports without names',
      options: { ports: [{ port: A }, { port: B }] },
      fields: ['spec.ports[0].name', 'spec.ports[1].name'],
    },
    {
      what: 'two ports of one name',
      options: { ports: [port('a', A), port('a', B)] },
      fields: ['spec.ports[1].name'],
    },
    {
      what: 'two ports of one number and protocol',
      options: { ports: [port('a', A), port('b', A)] },
      fields: ['spec.ports[1]'],
    },
    {
      what: 'two ports of one nodePort and protocol',
      options: {
        type: 'NodePort',
        ports: [
          { ...port('a', A), nodePort },
          { ...port('b', B), nodePort },
        ],
      },
      fields: ['spec.ports[1].nodePort'],
    },
    affinity(0),
    affinity(86_401),
    {
      what: 'externalTrafficPolicy, of type ClusterIP',
      options: { externalTrafficPolicy: 'Local' },
      fields: ['spec.externalTrafficPolicy'],
    },
    {
      what: 'a trafficDistribution that there is not',
      options: { trafficDistribution: 'PreferFar' },
      fields: ['spec.trafficDistribution'],
    },
    {
      what: 'a clusterIP, of type ExternalName',
      options: { type: 'ExternalName', externalName: 'example.org', clusterIP: '192.0.2.1' },
      fields: ['spec.clusterIPs'],
    },
    {
      what: 'no externalName, of type ExternalName',
      options: { type: 'ExternalName' },
      fields: ['spec.externalName'],
    },
  ];
}

function port(name: string, number: number) {
  return { name, port: number };
}
