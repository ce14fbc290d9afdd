/** HTTP answers off a socket, as far as nginx's need it: on a connection that is kept open each has a Content-Length. */

const HEAD_END = '\r\n\r\n';

/** Takes one whole answer off what came; undefined if there is none yet. socket-program.sh does the same. */
export function takeAnswer(bytes: Buffer): { answer: string; rest: Buffer } | undefined {
  const headSize = bytes.indexOf(HEAD_END);
  if (headSize < 0) return undefined;
  const [, length] = /\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, headSize)) ?? [];
  const size = headSize + HEAD_END.length + Number(length);
  if (length === undefined || bytes.length < size) return undefined;
  return { answer: bytes.toString('utf8', 0, size), rest: bytes.subarray(size) };
}

/** Status and body of an answer, whole or cut; no status where it is no HTTP. */
export function readAnswer(text: string): { status?: number; body: string } {
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(text) ?? [];
  if (status === undefined) return { body: text };
  const at = text.indexOf(HEAD_END);
  return { status: Number(status), body: at < 0 ? '' : text.slice(at + HEAD_END.length) };
}

/** Whether what came until the other side closed is an HTTP answer, and all of it. */
export function isWholeAnswer(text: string): boolean {
  const { status, body } = readAnswer(text);
  if (status === undefined || !text.includes(HEAD_END)) return false;
  const head = text.slice(0, text.length - body.length);
  if (/\ntransfer-encoding: *chunked/i.test(head)) return body.endsWith('0\r\n\r\n');
  const [, length] = /\ncontent-length: *(\d+)/i.exec(head) ?? [];
  return length === undefined || Buffer.byteLength(body) >= Number(length);
}
