import { createServer } from 'node:http';
import type { OpenDoor } from './open-door.ts';

/** What kube-proxy says on a healthCheckNodePort: pkg/proxy/healthcheck/service_health.go. @param ready as it is when it is asked. */
export function healthDoor(address: string, port: number, service: string, ready: () => number): OpenDoor {
  const [namespace, name] = service.split('/');
  const server = createServer((_, response) => {
    const localEndpoints = ready();
    response.writeHead(localEndpoints > 0 ? 200 : 503, {
      'Content-Type': 'application/json',
      'X-Load-Balancing-Endpoint-Weight': String(localEndpoints),
    });
    response.end(JSON.stringify({ service: { namespace, name }, localEndpoints, serviceProxyHealthy: true }));
  });
  server.on('error', (error) => console.error(`reference cluster: ${error.message}`));
  server.listen(port, address);
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { close: end, end };
}
