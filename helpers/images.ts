import { readFileSync } from 'node:fs';

/** The pinned default of each image, read from the Dockerfile that update bots keep current. */
const PINS = new URL('../fixtures/images/Dockerfile', import.meta.url);

export type ImageName = 'k3s' | 'nginx';

/** Image reference of the stage `name` in a Dockerfile's text. Throws if there is no such stage. */
export function pinnedImage(dockerfile: string, name: ImageName): string {
  const stage = dockerfile.match(new RegExp(`^FROM (\\S+) AS ${name}$`, 'm'));
  if (!stage?.[1]) throw new Error(`fixtures/images/Dockerfile: no line "FROM <image> AS ${name}"`);
  return stage[1];
}

/** The images of a run: K3S_IMAGE and NGINX_IMAGE where they are set, else the pins. */
export function imagesOf(env: NodeJS.ProcessEnv): Record<ImageName, string> {
  const pins = readFileSync(PINS, 'utf8');
  return {
    k3s: env.K3S_IMAGE || pinnedImage(pins, 'k3s'),
    nginx: env.NGINX_IMAGE || pinnedImage(pins, 'nginx'),
  };
}
