import type { ClientPod } from '../cluster/cluster.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import type { Client } from './probe.ts';
import { programClient } from './program-client.ts';
import { byHand } from './repeat.ts';
import type { RunProgram } from './run-program.ts';

/** A client that is a pod, or the node's own network if the pod runs in that. */
export function podClient(kube: Kube, pod: ClientPod, nonce: string): Client {
  const { namespace, name, container, node, address, hostNetwork } = pod;
  const run: RunProgram = (command, stdin, onStdout, runWithinMs, signal) =>
    exec(kube, { namespace, pod: name, container, command, stdin, onStdout, runWithinMs, signal });
  const place = {
    kind: hostNetwork ? ('node' as const) : ('pod' as const),
    name: hostNetwork ? `node ${node}` : `pod ${namespace}/${name}`,
    node,
    address,
    repeat: (target: Parameters<Client['repeat']>[0]) =>
      `kubectl -n ${namespace} exec ${name} -c ${container} -- ${byHand(target)}`,
  };
  return programClient(place, run, nonce);
}
