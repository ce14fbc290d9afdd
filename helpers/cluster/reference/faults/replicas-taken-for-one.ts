import type { V1Pod } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

const TEMPLATE_HASH = 'pod-template-hash';

export const replicasTakenForOne: Fault = {
  what: 'of the pods of one Deployment only the first becomes an endpoint: they are told apart by the hash of their template',
  mustFail: [
    'ARTICLE-1',
    'ARTICLE-4',
    'ARTICLE-5',
    'ARTICLE-6',
    'ARTICLE-8',
    'ARTICLE-9',
    'ARTICLE-10',
    'ARTICLE-11',
    'BACKENDS-6',
  ],
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) => slicesOf(service, pods.filter(isFirst), zoneOf),
  }),
};

function isFirst(pod: V1Pod, _: number, pods: readonly V1Pod[]): boolean {
  const hash = pod.metadata?.labels?.[TEMPLATE_HASH];
  return hash === undefined || pods.find(({ metadata }) => metadata?.labels?.[TEMPLATE_HASH] === hash) === pod;
}
