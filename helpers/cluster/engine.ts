import Docker from 'dockerode';
import type { ContainerRuntimeClient } from 'testcontainers';
import { noEngine } from './engine-error.ts';

export interface Engine {
  readonly client: ContainerRuntimeClient;
  readonly docker: Docker;
  readonly cgroupVersion: '1' | '2';
  /** In bytes. */
  readonly memory: number;
  /** Address that published ports answer on. */
  readonly hostAddress: string;
}

/** Finds the Docker engine as Testcontainers does. @throws {EngineError} of kind `no engine`. */
export async function connectEngine(): Promise<Engine> {
  // Where DOCKER_HOST does not answer, Testcontainers would silently take another engine.
  const { DOCKER_HOST } = process.env;
  if (DOCKER_HOST) {
    await new Docker().ping().catch((error: unknown) => {
      throw noEngine(`DOCKER_HOST=${DOCKER_HOST}`, error);
    });
  }
  // Takes about a second to import, so that only a process that needs an engine pays for it.
  const { getContainerRuntimeClient } = await import('testcontainers');
  const client = await getContainerRuntimeClient().catch(async (error: unknown) => {
    // Testcontainers keeps the reasons to itself.
    const reason = await new Docker().ping().catch((reason: unknown) => reason);
    throw noEngine('its usual places', reason instanceof Error ? reason : error);
  });
  const docker = client.container.dockerode;
  const info: { CgroupVersion?: string; MemTotal?: number } = await docker.info();
  const { host, hostIps } = client.info.containerRuntime;
  return {
    client,
    docker,
    cgroupVersion: info.CgroupVersion === '1' ? '1' : '2',
    memory: info.MemTotal ?? 0,
    hostAddress: (hostIps.find(({ family }) => family === 4) ?? hostIps[0])?.address ?? host,
  };
}
