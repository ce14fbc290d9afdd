import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Plan } from './run-plan.ts';

const PLAN_OF = fileURLToPath(new URL('plan-of.ts', import.meta.url));

/** Results of all probes of a topic are kept until its specs have ended, in MiB. */
const MOST_MEMORY = 8_000;

export interface PlanRequest {
  readonly nodes: number;
  /** Topics, or ids of requirements; all if there is none. */
  readonly focus: readonly string[];
  /** The name of a fault or a condition; empty where there is none. */
  readonly fault: string;
}

type Said = { readonly plan: Plan } | { readonly problem: string };

/** A process of its own, whose modules and time are others. It makes one plan after another, each on a cluster of its own. */
export class PlanProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  #last: Promise<unknown>;

  constructor() {
    const execArgv = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${MOST_MEMORY}`];
    this.#child = fork(PLAN_OF, { execArgv });
    this.#ended = once(this.#child, 'exit').then(([code, signal]) => {
      throw new Error(`the process that makes plans ended with ${signal ?? `exit code ${code}`}`);
    });
    this.#ended.catch(() => {}); // whoever waits for a plan is told
    this.#last = this.#next();
  }

  /** @throws where there is none. */
  plan(request: PlanRequest): Promise<Plan> {
    const made = this.#last.then(async () => {
      this.#child.send(request);
      const said = (await this.#next()) as Said;
      if ('plan' in said) return said.plan;
      throw new Error(said.problem);
    });
    this.#last = made.catch(() => {});
    return made;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.#ended.catch(() => {});
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #next(): Promise<unknown> {
    return Promise.race([once(this.#child, 'message').then(([message]) => message), this.#ended]);
  }
}

/** One plan, in a process of its own. @throws where there is none. */
export async function plan(nodes: number, focus: readonly string[]): Promise<Plan> {
  await using process = new PlanProcess();
  return await process.plan({ nodes, focus, fault: '' });
}
