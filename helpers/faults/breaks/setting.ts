import type { ClusterNode } from '../../cluster/cluster.ts';
import { nodeShell } from '../../cluster/k3s/node-shell.ts';

/** Another value for a kernel setting of a node's network (`net/ipv4/ip_forward`), until it is disposed of. */
export async function setting(node: ClusterNode, name: string, value: string): Promise<AsyncDisposable> {
  const shell = nodeShell(node);
  const path = `/proc/sys/${name}`;
  const { stdout } = await shell.run(['cat', path]);
  const put = (text: string) => shell.run(`echo ${text} > ${path}`);
  await put(value);
  return { [Symbol.asyncDispose]: async () => void (await put(stdout.trim())) };
}
