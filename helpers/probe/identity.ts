/**
 * How a backend of ours proves itself: a comment with the run's nonce, in nginx's index page or in a reply of the suite's own
 * backend (fixtures/backend/nginx.conf), which says in a second line whom it saw.
 */

import type { Seen } from './probe.ts';

/** Where the official nginx images keep their index page. */
const INDEX_PAGE = '/usr/share/nginx/html/index.html';

/** POSIX sh; $1 is the comment, $2 the page. A second run changes nothing. */
const APPEND_ONCE =
  '[ -f "$2" ] || { echo "no page $2" >&2; exit 1; }; grep -qF -e "$1" "$2" || printf \'\\n%s\\n\' "$1" >>"$2"';

const NONCE = /^[A-Za-z0-9_-]+$/;
const POD_PATH = '[a-z0-9.-]+/[a-z0-9.-]+';
const SAW = '\\n<!-- saw (\\S+) (\\d+) on (\\d+) at (\\S+) -->';
const TITLE_CHARS = 200;

function comment(nonce: string, backend: string): string {
  if (!NONCE.test(nonce)) throw new TypeError(`a nonce is letters, digits, - and _, not "${nonce}"`);
  return `<!-- service-conformance ${nonce} ${backend} -->`;
}

/**
 * Command to run in the backend's nginx container; exits with 0 if its index page carries the comment now.
 * @param backend `namespace/pod`
 */
export function identify(nonce: string, backend: string, page: string = INDEX_PAGE): string[] {
  return ['sh', '-c', APPEND_ONCE, 'identify', comment(nonce, backend), page];
}

/** Every probe of a run is judged by the same ones. */
const patterns = new Map<string, { readonly who: RegExp; readonly saw: RegExp }>();

function patternsOf(nonce: string) {
  const known = patterns.get(nonce) ?? {
    who: new RegExp(comment(nonce, `(${POD_PATH})`)),
    saw: new RegExp(comment(nonce, POD_PATH) + SAW),
  };
  patterns.set(nonce, known);
  return known;
}

/** `namespace/pod` of the backend that wrote this page, if it carries exactly this nonce. */
export function whoAnswered(body: string, nonce: string): string | undefined {
  return patternsOf(nonce).who.exec(body)?.[1];
}

/** What the backend says of the connection, in the line after the comment that proves it. */
export function whatItSaw(body: string, nonce: string): Seen | undefined {
  const [, address, port, serverPort, node] = patternsOf(nonce).saw.exec(body) ?? [];
  if (address === undefined || node === undefined) return undefined;
  return { from: { address, port: Number(port) }, serverPort: Number(serverPort), node };
}

/** Text of the page's <title>, in one line of at most 200 characters. */
export function titleOf(body: string): string | undefined {
  const text = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  return text?.replace(/\s+/g, ' ').trim().slice(0, TITLE_CHARS);
}
