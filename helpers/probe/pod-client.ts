import type { ClientPod } from '../cluster/cluster.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { curlClient } from './curl-client.ts';
import { CURL_COMMAND } from './curl-program.ts';
import type { Client } from './probe.ts';
import { curlByHand } from './repeat.ts';
import type { RunProgram } from './run-program.ts';

/** A client that is a pod, or the node's own network if the pod runs in that. */
export function podClient(kube: Kube, pod: ClientPod, nonce: string): Client {
  const { namespace, name, container, node, address, hostNetwork } = pod;
  const run: RunProgram = (stdin, onStdout, runWithinMs, signal) =>
    exec(kube, { namespace, pod: name, container, command: CURL_COMMAND, stdin, onStdout, runWithinMs, signal });
  const place = {
    kind: hostNetwork ? ('node' as const) : ('pod' as const),
    name: hostNetwork ? `node ${node}` : `pod ${namespace}/${name}`,
    node,
    address,
    repeat: (target: Parameters<Client['repeat']>[0]) =>
      `kubectl -n ${namespace} exec ${name} -c ${container} -- ${curlByHand(target)}`,
  };
  return curlClient(place, run, nonce);
}
