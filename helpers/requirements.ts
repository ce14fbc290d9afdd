/** The catalogue: every requirement that the suite checks. The README's table, the report and the specs' titles come from it. */
import type { Level } from './report/results.ts';

export interface Needs {
  /** At least so many nodes that take pods. */
  readonly nodes?: number;
  /** A client that is neither node nor pod and reaches the nodes' addresses. */
  readonly outside?: true;
}

export interface Requirement {
  readonly id: string;
  readonly level: Level;
  /** What MUST hold, as one sentence. */
  readonly sentence: string;
  readonly needs: Needs;
  /** Where Kubernetes promises it. */
  readonly source: string;
  /** The nearest test of Kubernetes' own e2e suite, or "none". */
  readonly upstream: string;
}

const SERVICE_DOCS = 'kubernetes.io/docs/concepts/services-networking/service';

export const REQUIREMENTS = [
  {
    id: 'ARTICLE-1',
    level: 'core',
    sentence: 'my-deployment MUST roll out: 2 pods Ready, both of them endpoints of its Services.',
    needs: {},
    source: `kubernetes.io/docs/concepts/workloads/controllers/deployment; ${SERVICE_DOCS}, Defining a Service`,
    upstream: 'apps/deployment.go "deployment should support rollover"',
  },
  {
    id: 'ARTICLE-2',
    level: 'core',
    sentence:
      'my-service, which names no type, MUST be a ClusterIP: an address of the service range, no nodePort, EXTERNAL-IP none.',
    needs: {},
    source: `${SERVICE_DOCS}, type: ClusterIP; pkg/apis/core/v1/defaults.go`,
    upstream: 'network/service.go "should serve a basic endpoint from pods"',
  },
  {
    id: 'ARTICLE-3',
    level: 'core',
    sentence:
      'nodeport-service MUST get a nodePort that its manifest does not name, within the node port range, a ClusterIP too, and EXTERNAL-IP none.',
    needs: {},
    source: `${SERVICE_DOCS}, type: NodePort; pkg/registry/core/service/storage/alloc.go initNodePorts`,
    upstream: 'network/service.go "should be able to create a functioning NodePort service"',
  },
  {
    id: 'ARTICLE-4',
    level: 'core',
    sentence:
      'From every pod of my-deployment, the one that answers included, curl MUST get the nginx page at the ClusterIP of my-service and at its DNS name.',
    needs: {},
    source: `${SERVICE_DOCS}, Defining a Service; specification of DNS-based service discovery, 2.3.1`,
    upstream: 'network/service.go "should allow pods to hairpin back to themselves through services"',
  },
  {
    id: 'ARTICLE-5',
    level: 'core',
    sentence: 'From a pod on any node the ClusterIP of my-service MUST lead to both pods.',
    needs: {},
    source: 'kubernetes.io/docs/reference/networking/virtual-ips; pkg/proxy/topology.go CategorizeEndpoints',
    upstream: 'network/networking.go "should function for pod-Service: http"',
  },
  {
    id: 'ARTICLE-6',
    level: 'core',
    sentence:
      'From outside, the ClusterIP of my-service MUST NOT be answered: no probe reaches a pod of ours, while the same client reaches the nodePort.',
    needs: { outside: true },
    source: `${SERVICE_DOCS}, type: ClusterIP ("only reachable from within the cluster")`,
    upstream: 'none',
  },
  {
    id: 'ARTICLE-7',
    level: 'core',
    sentence:
      'From outside, http://node-ip:nodePort MUST show the nginx page on every node, a node without a pod included.',
    needs: { nodes: 2, outside: true },
    source: `${SERVICE_DOCS}, type: NodePort ("every node in the cluster")`,
    upstream: 'network/service.go "should be able to create a functioning NodePort service" (from a pod, two nodes)',
  },
  {
    id: 'ARTICLE-8',
    level: 'core',
    sentence: 'The nodePort MUST be the same on all nodes, and each node MUST lead to both pods.',
    needs: { nodes: 2, outside: true },
    source: `${SERVICE_DOCS}, type: NodePort ("the same port number on every Node")`,
    upstream: 'none',
  },
  {
    id: 'ARTICLE-9',
    level: 'core',
    sentence:
      'From pods, the ClusterIP of nodeport-service MUST lead to both pods as that of my-service does, and so MUST node-ip:nodePort.',
    needs: {},
    source: 'ServiceSpec.type ("NodePort builds on ClusterIP"); pkg/proxy/iptables/proxier.go',
    upstream: 'network/networking.go "should function for node-Service: http"',
  },
  {
    id: 'ARTICLE-10',
    level: 'core',
    sentence:
      'A ClusterIP MUST open nothing on the nodes: at node-ip:port of my-service no pod of ours answers outside, and my-service holds no nodePort.',
    needs: { outside: true },
    source: `${SERVICE_DOCS}, type: ClusterIP; pkg/proxy/iptables/proxier.go (--dst-type LOCAL)`,
    upstream: 'none',
  },
  {
    id: 'ARTICLE-11',
    level: 'core',
    sentence:
      'After nodeport-service is deleted its nodePort MUST close on every node and its ClusterIP fall silent, and my-service MUST answer all the while.',
    needs: { outside: true },
    source: 'pkg/proxy/servicechangetracker.go ServicePortMap.Update; pkg/registry/core/service/storage/alloc.go',
    upstream: 'network/service.go "should release NodePorts on delete" (looks for a listening socket)',
  },
  {
    id: 'ARTICLE-12',
    level: 'core',
    sentence:
      "kubectl get svc MUST print both Services in the article's columns, and get pods -o wide and get nodes -o wide where the pods run.",
    needs: {},
    source: 'pkg/printers/internalversion/printers.go getServiceExternalIP, makePortString',
    upstream: 'none',
  },
] as const satisfies readonly Requirement[];

export type RequirementId = (typeof REQUIREMENTS)[number]['id'];

/** The entry of an id. Throws for an id that the catalogue does not have. */
export function requirementOf(id: string): Requirement {
  const entry = REQUIREMENTS.find((requirement) => requirement.id === id);
  if (!entry) throw new Error(`no requirement ${id} in helpers/requirements.ts`);
  return entry;
}

/** ARTICLE of ARTICLE-7: the group that `--focus` can name. */
export function topicOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}
