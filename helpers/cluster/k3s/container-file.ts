import type Docker from 'dockerode';

/** Bytes of a file in a container, which need not run; 0 for a file that there is not. One request to the engine. */
export async function fileSize(container: Docker.Container, path: string): Promise<number> {
  try {
    const answer = await container.infoArchive({ path });
    answer.resume?.();
    const stat = JSON.parse(Buffer.from(answer.headers['x-docker-container-path-stat'], 'base64').toString());
    return stat.size;
  } catch (error) {
    if (Object(error).statusCode === 404) return 0;
    throw error;
  }
}
