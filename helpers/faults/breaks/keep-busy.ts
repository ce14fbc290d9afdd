import type { ClusterNode } from '../../cluster/cluster.ts';
import { nodeShell } from '../../cluster/k3s/node-shell.ts';

const PIDS = '/service-conformance-busy';

/** So many processes of a node compute without end, until it is disposed of. */
export async function keepBusy(node: ClusterNode, processes: number): Promise<AsyncDisposable> {
  const shell = nodeShell(node);
  const one = `sh -c 'while :; do :; done' >/dev/null 2>&1 </dev/null & echo $! >> ${PIDS}`;
  await shell.run(Array.from({ length: processes }, () => one).join('\n'));
  return {
    [Symbol.asyncDispose]: async () => void (await shell.run(`kill $(cat ${PIDS}); rm ${PIDS}`)),
  };
}
