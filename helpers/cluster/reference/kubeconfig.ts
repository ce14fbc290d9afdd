/**
 * A kubeconfig that leads to a reference cluster; JSON is YAML. Nobody is asked for a name: the API listens on loopback only, and
 * holds nothing but the run's own pods. client-node takes plain HTTP only where no certificate is to be verified.
 */
export function kubeconfigOf(server: string): string {
  const name = 'reference';
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': name },
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
}
