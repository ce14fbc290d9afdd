import { readFileSync } from 'node:fs';

/** Comments stay here: a command travels in a URL, whose length some proxies limit to 8 KiB. */
const COMMENT_LINE = /^ *#.*\n/gm;

/** See socket-program.sh for what it reads and writes. */
export const SOCKET_COMMAND: readonly string[] = [
  'bash',
  '-c',
  readFileSync(new URL('socket-program.sh', import.meta.url), 'utf8').replaceAll(COMMENT_LINE, ''),
];
