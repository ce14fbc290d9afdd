import { readFileSync } from 'node:fs';

/** Comments stay here. */
const COMMENT_LINE = /^ *#.*\n/gm;
const PROGRAM = readFileSync(new URL('socket-program.sh', import.meta.url), 'utf8').replaceAll(COMMENT_LINE, '');

/** A command travels in a URL, whose length some proxies limit to 8 KiB, so the program itself comes first in its standard input. */
export const SOCKET_COMMAND: readonly string[] = [
  'bash',
  '-c',
  'IFS= read -r size; IFS= read -r -N "$size" program; eval "$program"',
];

/** What SOCKET_COMMAND's standard input begins with; see socket-program.sh for the rest, and for what it says. */
export const SOCKET_PROGRAM = `${PROGRAM.length}\n${PROGRAM}`;
