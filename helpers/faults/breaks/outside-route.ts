import { connectEngine } from '../../cluster/engine.ts';
import { engineError } from '../../cluster/engine-error.ts';
import type { Ground } from '../fault.ts';

/** A route that the client outside has, until it is disposed of. It ends with the nodes' network in any case. @throws {EngineError} */
export async function routeOutside(
  { cluster, labels }: Pick<Ground, 'cluster' | 'labels'>,
  range: string,
  via: string,
): Promise<AsyncDisposable> {
  await asOutside({ cluster, labels }, ['route', 'add', range, 'via', via]);
  return { [Symbol.asyncDispose]: () => asOutside({ cluster, labels }, ['route', 'del', range, 'via', via]) };
}

/** Runs `ip` in the network of the client outside, which may have no such tool itself: from the nodes' image, which has. */
async function asOutside(
  { cluster, labels }: Pick<Ground, 'cluster' | 'labels'>,
  command: readonly string[],
): Promise<void> {
  const { outside, images, runId } = cluster;
  if (outside.kind === 'none' || !images.k3s) throw new Error('there is no client outside whose routes could change');
  const { docker } = await connectEngine();
  const name = `${runId}-outside-route`;
  try {
    const container = await docker.createContainer({
      name,
      Image: images.k3s,
      Entrypoint: ['ip'],
      Cmd: [...command],
      Labels: { ...labels },
      HostConfig: {
        NetworkMode: outside.kind === 'container' ? `container:${outside.containerId}` : 'host',
        CapAdd: ['NET_ADMIN'],
      },
    });
    try {
      await container.start();
      const { StatusCode } = (await container.wait()) as { StatusCode: number };
      if (StatusCode !== 0) throw new Error(`ip ${command.join(' ')} ended with code ${StatusCode}`);
    } finally {
      await container.remove({ force: true, v: true });
    }
  } catch (error) {
    throw engineError(`run ip ${command.join(' ')} in the network of the client outside`, error);
  }
}
