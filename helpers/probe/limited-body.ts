import { MAX_BODY_BYTES } from './answer.ts';

/** A body as far as it came. */
export class LimitedBody {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  /** Reads to the end, or until it is too long; what came before an error stays. */
  async read(source: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of source) {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      if (this.tooLong) return;
    }
  }

  get tooLong(): boolean {
    return this.#bytes > MAX_BODY_BYTES;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).subarray(0, MAX_BODY_BYTES).toString();
  }
}
