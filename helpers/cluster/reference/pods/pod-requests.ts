import { Failure, notFound } from '../api/failure.ts';
import { PODS } from '../api/kinds.ts';
import type { PodRequests } from '../api/server.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import { programOf } from './commands.ts';
import { execSession } from './exec-session.ts';
import type { PodProcess } from './pod-process.ts';
import type { World } from './world.ts';

/** What is asked of a pod that runs. */
export function podRequests(kubelet: Kubelet, world: World): PodRequests {
  const known = (namespace: string, name: string): PodProcess => {
    const process = kubelet.findEnded(namespace, name);
    if (!process) throw notFound(PODS, name);
    return process;
  };
  return {
    log: (namespace, name, sinceSeconds) => known(namespace, name).log.text(sinceSeconds),
    exec(namespace, name, query, request, socket, head) {
      const process = known(namespace, name);
      if (kubelet.find(namespace, name) !== process) {
        throw new Failure(500, 'InternalError', `the container of pod ${namespace}/${name} does not run`);
      }
      execSession(programOf(world, process, query.getAll('command')), request, socket, head);
    },
  };
}
