import type { OutsidePlace } from './cluster.ts';
import { connectEngine } from './engine.ts';
import { engineError } from './engine-error.ts';
import type { Labels } from './labels.ts';

export interface OutsideContainer {
  readonly runId: string;
  readonly labels: Labels;
  /** An image with sh and curl. */
  readonly image: string;
  /** Name of the nodes' network. */
  readonly network: string;
}

/** Starts a container on the nodes' network that is neither node nor pod. It is removed with its run. @throws {EngineError} */
export async function startOutsideContainer(
  { runId, labels, image, network }: OutsideContainer,
  signal: AbortSignal,
): Promise<OutsidePlace> {
  const engine = await connectEngine();
  const { needImage } = await import('./k3s/images.ts');
  await needImage(engine, image);
  signal.throwIfAborted();
  const name = `${runId}-outside`;
  try {
    const container = await engine.docker.createContainer({
      name,
      Image: image,
      Entrypoint: ['sleep'],
      Cmd: ['infinity'],
      Labels: { ...labels },
      HostConfig: { NetworkMode: network, Init: true },
    });
    await container.start();
    return { kind: 'container', containerId: container.id, containerName: name };
  } catch (error) {
    throw engineError(`start container ${name}`, error);
  }
}
