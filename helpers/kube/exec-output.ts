import { StringDecoder } from 'node:string_decoder';

/** Collects one output stream; chunks may cut a character in two. */
export class OutputText {
  #text = '';
  readonly #decoder = new StringDecoder('utf8');
  readonly #listener: ((chunk: string) => void) | undefined;

  constructor(listener?: (chunk: string) => void) {
    this.#listener = listener;
  }

  add(bytes: Buffer): void {
    const chunk = this.#decoder.write(bytes);
    if (chunk === '') return;
    this.#text += chunk;
    this.#listener?.(chunk);
  }

  get text(): string {
    return this.#text;
  }
}
