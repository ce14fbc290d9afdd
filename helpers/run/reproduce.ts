import type { Options } from './options.ts';

/** The commands that repeat this run on the same images, in a fresh checkout; an existing cluster has nodes of its own. */
export function reproduceCommands(
  argv: readonly string[],
  { images, existing }: Pick<Options, 'images' | 'existing'>,
): string[] {
  const given = argv.length > 0 ? ` -- ${argv.map(quoted).join(' ')}` : '';
  const nodes = existing ? '' : `K3S_IMAGE=${quoted(images.k3s)} `;
  return ['npm ci', `${nodes}NGINX_IMAGE=${quoted(images.nginx)} npm start${given}`];
}

function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
