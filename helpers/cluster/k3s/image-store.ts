/** Where a node unpacks images. Three nodes that do it at once keep one disk busy for longer than all else takes. */
const IMAGE_STORE = '/var/lib/rancher/k3s/agent/containerd';

/** From this much memory of the engine on, in bytes, images go to memory: they take about 350 MB a node. */
export const MEMORY_FOR_IMAGES = 7.5 * 1024 ** 3;

/** The mount that puts a node's images in memory, where the engine has enough of it. */
export function imageStore(memory: number): Readonly<Record<string, string>> {
  return memory >= MEMORY_FOR_IMAGES ? { [IMAGE_STORE]: 'rw,exec,suid,dev' } : {};
}
