/** Where a watch shows what it sees: lines that stay, and on a terminal below them a picture that is drawn again and again. */

/** Back to where the picture began, and everything below erased (ECMA-48 CPL, ED). */
const back = (lines: number) => `\u001b[${lines}F\u001b[J`;

export interface ScreenStream {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export class Screen {
  readonly #stream: ScreenStream;
  #drawn = 0;

  constructor(stream: ScreenStream) {
    this.#stream = stream;
  }

  /** A line that stays, above the picture. */
  line(text: string): void {
    this.#erase();
    this.#stream.write(`${text}\n`);
  }

  /** Draws a picture in place of the last one. What is wider or higher than the terminal is cut: it could not be erased. */
  draw(text: string): void {
    this.#erase();
    const { columns = 80, rows = 24 } = this.#stream;
    const lines = text
      .split('\n')
      .slice(0, rows - 1)
      .map((line) => (line.length < columns ? line : `${line.slice(0, columns - 2)}…`));
    this.#stream.write(`${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }

  #erase(): void {
    if (this.#drawn > 0) this.#stream.write(back(this.#drawn));
    this.#drawn = 0;
  }
}
