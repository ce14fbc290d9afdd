import { availableParallelism } from 'node:os';
import { PlanProcess, type PlanRequest } from './plan-process.ts';
import type { Plan } from './run-plan.ts';

/** As many processes that make plans as the machine runs side by side: whichever is free takes what is asked first. */
export class PlanPool implements AsyncDisposable {
  readonly #processes = Array.from({ length: availableParallelism() }, () => new PlanProcess());
  readonly #free = [...this.#processes];
  readonly #waiting: ((process: PlanProcess) => void)[] = [];

  /** @throws where there is none. */
  async plan(request: PlanRequest): Promise<Plan> {
    const process = this.#free.pop() ?? (await new Promise<PlanProcess>((resolve) => this.#waiting.push(resolve)));
    try {
      return await process.plan(request);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(process);
      else this.#free.push(process);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((process) => process[Symbol.asyncDispose]()));
  }
}
