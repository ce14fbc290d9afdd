import type { Options } from './options.ts';

/** The commands that repeat this run on the same images, in a fresh checkout. */
export function reproduceCommands(argv: readonly string[], { images }: Pick<Options, 'images'>): string[] {
  const given = argv.length > 0 ? ` -- ${argv.map(quoted).join(' ')}` : '';
  return ['npm ci', `K3S_IMAGE=${quoted(images.k3s)} NGINX_IMAGE=${quoted(images.nginx)} npm start${given}`];
}

function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
