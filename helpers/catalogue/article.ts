import type { Requirement } from './requirement.ts';

const SERVICE_DOCS = 'kubernetes.io/docs/concepts/services-networking/service';

/** The article's own promises, readable beside it. */
export const ARTICLE = [
  {
    id: 'ARTICLE-1',
    level: 'core',
    sentence: 'my-deployment MUST roll out: 2 pods Ready, both of them endpoints of its Services.',
    needs: {},
    source: `kubernetes.io/docs/concepts/workloads/controllers/deployment; ${SERVICE_DOCS}, Defining a Service`,
    upstream: 'apps/deployment.go "deployment should support rollover"',
    catches: 'a Deployment whose pods never become endpoints.',
  },
  {
    id: 'ARTICLE-2',
    level: 'core',
    sentence:
      'my-service, which names no type, MUST be a ClusterIP: an address of the service range, no nodePort, EXTERNAL-IP none.',
    needs: {},
    source: `${SERVICE_DOCS}, type: ClusterIP; pkg/apis/core/v1/defaults.go`,
    upstream: 'network/service.go "should serve a basic endpoint from pods"',
    catches: 'a type or an address given by default that is not that of a ClusterIP.',
  },
  {
    id: 'ARTICLE-3',
    level: 'core',
    sentence:
      'nodeport-service MUST get a nodePort that its manifest does not name, within the node port range, a ClusterIP too, and EXTERNAL-IP none.',
    needs: {},
    source: `${SERVICE_DOCS}, type: NodePort; pkg/registry/core/service/storage/alloc.go initNodePorts`,
    upstream: 'network/service.go "should be able to create a functioning NodePort service"',
    catches: 'a controller that claims NodePort Services; a damaged allocation map.',
  },
  {
    id: 'ARTICLE-4',
    level: 'core',
    sentence:
      'From every pod of my-deployment, the one that answers included, curl MUST get the nginx page at the ClusterIP of my-service and at its DNS name.',
    needs: {},
    source: `${SERVICE_DOCS}, Defining a Service; specification of DNS-based service discovery, 2.3.1`,
    upstream: 'network/service.go "should allow pods to hairpin back to themselves through services"',
    catches: 'a node without a working proxy; wrong selector or targetPort; a bridge without hairpin mode.',
  },
  {
    id: 'ARTICLE-5',
    level: 'core',
    sentence: 'From a pod on any node the ClusterIP of my-service MUST lead to both pods.',
    needs: {},
    source: 'kubernetes.io/docs/reference/networking/virtual-ips; pkg/proxy/topology.go CategorizeEndpoints',
    upstream: 'network/networking.go "should function for pod-Service: http"',
    catches: 'a backend that is never chosen; an overlay that is broken one way.',
  },
  {
    id: 'ARTICLE-6',
    level: 'core',
    sentence:
      'From outside, the ClusterIP of my-service MUST NOT be answered: no probe reaches a pod of ours, while the same client reaches the nodePort.',
    needs: { outside: true },
    source: `${SERVICE_DOCS}, type: ClusterIP ("only reachable from within the cluster")`,
    upstream: 'none',
    catches: 'a leaked route or VPN; a stranger taken for the Service.',
  },
  {
    id: 'ARTICLE-7',
    level: 'core',
    sentence:
      'From outside, http://node-ip:nodePort MUST show the nginx page on every node, a node without a pod included.',
    needs: { nodes: 2, outside: true },
    source: `${SERVICE_DOCS}, type: NodePort ("every node in the cluster")`,
    upstream: 'network/service.go "should be able to create a functioning NodePort service" (from a pod, two nodes)',
    catches: 'a proxy that is dead on one node; a broken path between nodes; a host firewall.',
  },
  {
    id: 'ARTICLE-8',
    level: 'core',
    sentence: 'The nodePort MUST be the same on all nodes, and each node MUST lead to both pods.',
    needs: { nodes: 2, outside: true },
    source: `${SERVICE_DOCS}, type: NodePort ("the same port number on every Node")`,
    upstream: 'none',
    catches: 'nodePorts open only where a backend is.',
  },
  {
    id: 'ARTICLE-9',
    level: 'core',
    sentence:
      'From pods, the ClusterIP of nodeport-service MUST lead to both pods as that of my-service does, and so MUST node-ip:nodePort.',
    needs: {},
    source: 'ServiceSpec.type ("NodePort builds on ClusterIP"); pkg/proxy/iptables/proxier.go',
    upstream: 'network/networking.go "should function for node-Service: http"',
    catches: 'an output path forgotten; a reply that is not translated back on the same node.',
  },
  {
    id: 'ARTICLE-10',
    level: 'core',
    sentence:
      'A ClusterIP MUST open nothing on the nodes: at node-ip:port of my-service no pod of ours answers outside, and my-service holds no nodePort.',
    needs: { outside: true },
    source: `${SERVICE_DOCS}, type: ClusterIP; pkg/proxy/iptables/proxier.go (--dst-type LOCAL)`,
    upstream: 'none',
    catches: 'hostPort or servicelb opening the port by accident.',
  },
  {
    id: 'ARTICLE-11',
    level: 'core',
    sentence:
      'After nodeport-service is deleted its nodePort MUST close on every node and its ClusterIP fall silent, and my-service MUST answer all the while.',
    needs: { outside: true },
    source: 'pkg/proxy/servicechangetracker.go ServicePortMap.Update; pkg/registry/core/service/storage/alloc.go',
    upstream: 'network/service.go "should release NodePorts on delete" (looks for a listening socket)',
    catches: 'stale rules on one node; a change that hurts other Services.',
  },
  {
    id: 'ARTICLE-12',
    level: 'core',
    sentence:
      "kubectl get svc MUST print both Services in the article's columns, and get pods -o wide and get nodes -o wide where the pods run.",
    needs: {},
    source: 'pkg/printers/internalversion/printers.go getServiceExternalIP, makePortString',
    upstream: 'none',
    catches: 'a server that prints other columns than kubectl documents.',
  },
] as const satisfies readonly Requirement[];
