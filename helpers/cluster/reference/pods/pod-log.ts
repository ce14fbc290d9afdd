/** What a container has written, with the time of each line. */
export class PodLog {
  readonly #lines: { readonly at: number; readonly text: string }[] = [];

  add(text: string): void {
    this.#lines.push({ at: Date.now(), text });
  }

  /** Only lines of the last so many seconds, if it says so. */
  text(sinceSeconds?: number): string {
    const from = sinceSeconds === undefined ? 0 : Date.now() - sinceSeconds * 1_000;
    // The newest lines are at the end, and a long log is read again and again.
    let first = this.#lines.length;
    while (first > 0 && (this.#lines[first - 1]?.at ?? 0) >= from) first -= 1;
    return this.#lines
      .slice(first)
      .map(({ text }) => `${text}\n`)
      .join('');
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A line in nginx's format `combined`. */
export function accessLogLine(address: string, path: string, bytes: number, now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(now.getUTCDate())}/${MONTHS[now.getUTCMonth()]}/${now.getUTCFullYear()}`;
  const time = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()].map(two).join(':');
  return `${address} - - [${day}:${time} +0000] "GET ${path} HTTP/1.1" 200 ${bytes} "-" "-"`;
}
