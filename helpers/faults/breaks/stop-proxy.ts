import type { ClusterNode } from '../../cluster/cluster.ts';
import { nodeShell } from '../../cluster/k3s/node-shell.ts';
import { delayWrites } from './delay-writes.ts';

/** Where a distribution whose kube-proxy is a process of its own keeps its number. */
const PID_FILE = '/run/kube-proxy.pid';

/** Longer than any run, in s. */
const FOR_EVER_S = 86_400;

/** A node's kube-proxy stands still: its process is stopped, or, where it shares one with others as in k3s, it never gets to write. */
export async function stopProxy(node: ClusterNode): Promise<AsyncDisposable> {
  const shell = nodeShell(node);
  const { stdout } = await shell.run(`[ -r ${PID_FILE} ] && echo yes; true`);
  if (!stdout) return delayWrites(node, FOR_EVER_S);
  await shell.run(`kill -STOP $(cat ${PID_FILE})`);
  return { [Symbol.asyncDispose]: async () => void (await shell.run(`kill -CONT $(cat ${PID_FILE})`)) };
}
