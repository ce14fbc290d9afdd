import { errorText } from '../error-text.ts';

/** What is gathered until a bound: each part by itself, so that one that does not come costs no other. */
export class Parts {
  /** What could not be had, and why, one line each. */
  readonly missing: string[] = [];
  /** Aborts at the bound. */
  readonly signal: AbortSignal;
  readonly #within: number;

  constructor(within: number) {
    this.#within = within;
    this.signal = AbortSignal.timeout(within);
  }

  /** What `work` resolves with, or `otherwise` where it fails or has not ended at the bound. Never rejects. */
  async take<T>(what: string, otherwise: T, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const end = () => reject(new Error(`not there within ${this.#within / 1000} s`));
    this.signal.addEventListener('abort', end);
    if (this.signal.aborted) end();
    try {
      return await Promise.race([over, work(this.signal)]);
    } catch (error) {
      this.missing.push(`${what}: ${errorText(error).split('\n')[0]}`);
      return otherwise;
    } finally {
      this.signal.removeEventListener('abort', end);
    }
  }
}
