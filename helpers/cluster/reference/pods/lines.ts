/** Text that comes in pieces, line by line. */
export class Lines {
  #rest = '';
  #ended = false;
  readonly #lines: string[] = [];
  #wake = Promise.withResolvers<void>();

  add(text: string): void {
    const [...lines] = `${this.#rest}${text}`.split('\n');
    this.#rest = lines.pop() ?? '';
    this.#lines.push(...lines);
    this.#changed();
  }

  end(): void {
    this.#ended = true;
    this.#changed();
  }

  /** undefined at the end. */
  async next(): Promise<string | undefined> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined || this.#ended) return line;
      await this.#wake.promise;
    }
  }

  #changed(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}
