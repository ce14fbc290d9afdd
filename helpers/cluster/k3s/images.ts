import { getReaper, ImageName } from 'testcontainers';
import type { Engine } from '../engine.ts';
import { engineError, pullError } from '../engine-error.ts';

/** Pulls the node image unless the engine has it. @throws {EngineError} of kind `image` or `disk full`. */
export async function needImage({ client }: Engine, image: string): Promise<void> {
  const name = ImageName.fromString(image);
  try {
    await client.image.pull(name);
  } catch (error) {
    throw pullError(image, 'K3S_IMAGE', error);
  }
  // A pull that breaks off half-way does not fail.
  if (!(await client.image.exists(name))) throw pullError(image, 'K3S_IMAGE', 'the pull ended without it');
}

/** Starts the container that removes everything if this process is killed, unless TESTCONTAINERS_RYUK_DISABLED=true. */
export async function needReaper({ client }: Engine): Promise<void> {
  await getReaper(client).catch((error: unknown) => {
    throw engineError('start Ryuk, which TESTCONTAINERS_RYUK_DISABLED=true does without', error);
  });
}
