/** Erases the line that the cursor stands on (ECMA-48 EL), and goes to its beginning. */
const ERASE = '\r\u001b[2K';

/** A last line on a terminal that is drawn again and again, below lines that stay. */
export class StatusLine {
  readonly #write: (text: string) => void;
  readonly #width: number;
  #shown = false;

  /** `width` in columns: a line that wrapped could not be erased. */
  constructor(write: (text: string) => void, width: number) {
    this.#write = write;
    this.#width = width;
  }

  show(text: string): void {
    const line = text.length < this.#width ? text : `${text.slice(0, this.#width - 2)}…`;
    this.#write(`${ERASE}${line}`);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#write(ERASE);
    this.#shown = false;
  }
}
