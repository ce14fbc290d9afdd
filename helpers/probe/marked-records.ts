import { MAX_BODY_BYTES } from './answer.ts';

/** One marked line of the program's output, and what came before it. */
export interface MarkedRecord {
  readonly kind: string;
  /** The rest of the marked line. */
  readonly value: string;
  /** A body or a trace; of more than MAX_BODY_BYTES only the beginning. */
  readonly before: string;
}

/** Cuts the program's output into records, as it comes. */
export class MarkedRecords {
  readonly #mark: string;
  #rest = '';

  constructor(mark: string) {
    this.#mark = `\n${mark} `;
  }

  push(text: string): MarkedRecord[] {
    this.#rest += text;
    const records: MarkedRecord[] = [];
    for (;;) {
      const start = this.#rest.indexOf(this.#mark);
      if (start < 0) break;
      const lineAt = start + this.#mark.length;
      const end = this.#rest.indexOf('\n', lineAt);
      if (end < 0) return records;
      const [kind = '', ...value] = this.#rest.slice(lineAt, end).split(' ');
      records.push({ kind, value: value.join(' '), before: this.#rest.slice(0, Math.min(start, MAX_BODY_BYTES)) });
      this.#rest = this.#rest.slice(end + 1);
    }
    this.#forgetMiddle();
    return records;
  }

  /** Keeps the beginning of an endless body, and of its end what a mark could start in. */
  #forgetMiddle(): void {
    if (this.#rest.length <= MAX_BODY_BYTES + this.#mark.length) return;
    this.#rest = this.#rest.slice(0, MAX_BODY_BYTES) + this.#rest.slice(-this.#mark.length);
  }
}
