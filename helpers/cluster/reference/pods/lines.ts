/** A standard input, which comes in pieces: line by line, or so many bytes of it. */
export class Lines {
  /** A character a byte. */
  #rest = '';
  #ended = false;
  #wake = Promise.withResolvers<void>();

  add(data: Buffer): void {
    this.#rest += data.toString('latin1');
    this.#changed();
  }

  end(): void {
    this.#ended = true;
    this.#changed();
  }

  /** Without its end; undefined at the end of all. */
  async line(): Promise<string | undefined> {
    const line = await this.#next(() => this.#rest.indexOf('\n') + 1);
    return line?.slice(0, -1);
  }

  /** Of a count that is more than 0; undefined where the end comes before. */
  bytes(count: number): Promise<string | undefined> {
    return this.#next(() => (this.#rest.length < count ? 0 : count));
  }

  /** @param length in bytes; 0 where it is not all there. */
  async #next(length: () => number): Promise<string | undefined> {
    for (;;) {
      const count = length();
      if (count > 0) {
        const next = this.#rest.slice(0, count);
        this.#rest = this.#rest.slice(count);
        return Buffer.from(next, 'latin1').toString();
      }
      if (this.#ended) return undefined;
      await this.#wake.promise;
    }
  }

  #changed(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}
