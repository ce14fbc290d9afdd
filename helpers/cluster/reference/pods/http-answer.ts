/** A whole HTTP answer of nginx, on a connection that is kept open. */
export function httpAnswer(body: string, status = '200 OK', headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    Server: 'nginx',
    'Content-Type': 'text/html',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'keep-alive',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`;
}
