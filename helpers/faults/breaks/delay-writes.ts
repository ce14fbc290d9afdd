/** A kube-proxy that writes its rules late: the tool that it writes them by waits first. */
import type { ClusterNode } from '../../cluster/cluster.ts';
import { nodeShell } from '../../cluster/k3s/node-shell.ts';

/** Out of the way, each under its own name, by which some choose what they do. */
const KEPT = '/service-conformance-tools';

/** Only what is written at one go waits; a look at the rules does not. */
const script = (tool: string, seconds: number) => `#!/bin/sh
case "$*" in *-f*|*--noflush*) sleep ${seconds};; esac
exec ${KEPT}/${tool} "$@"`;

const TOOLS = ['nft', 'iptables-restore'];

/** @param seconds that each writing waits. Disposing of it also ends those that still wait. */
export async function delayWrites(node: ClusterNode, seconds: number): Promise<AsyncDisposable> {
  const shell = nodeShell(node);
  const put = TOOLS.map(
    (tool) => `path=$(command -v ${tool}) && cp -pP "$path" ${KEPT}/.link && mv ${KEPT}/.link ${KEPT}/${tool}.was &&
if [ -L "$path" ]; then ln -s "$(readlink -f "$path")" ${KEPT}/${tool}; else ln ${KEPT}/${tool}.was ${KEPT}/${tool}; fi && echo "$path" > ${KEPT}/${tool}.path && rm "$path" &&
cat > "$path" <<'END' && chmod 755 "$path"
${script(tool, seconds)}
END`,
  );
  const take = TOOLS.map(
    (tool) =>
      `[ -r ${KEPT}/${tool}.path ] && path=$(cat ${KEPT}/${tool}.path) && rm -f "$path" && mv ${KEPT}/${tool}.was "$path"`,
  );
  const undo = async () => {
    await shell.run(`${take.join('\n')}\nrm -rf ${KEPT}
for process in /proc/[0-9]*; do
  [ "$(tr '\\0' ' ' < $process/cmdline 2>/dev/null)" = 'sleep ${seconds} ' ] && kill \${process#/proc/}
done; true`);
  };
  try {
    await shell.run([`mkdir -p ${KEPT}`, ...put].join('\n'));
  } catch (error) {
    await undo();
    throw error;
  }
  return { [Symbol.asyncDispose]: undo };
}
