import type { Observation } from './observation.ts';

/** Thrown where a requirement can't be judged: no evidence, or evidence that can't be trusted. Never a pass, never an accusation. */
export class Inconclusive extends Error {
  override readonly name: string = 'Inconclusive';
}

/**
 * Thrown where evidence is missing only because the suite itself was held up: probes that could not be made or were too few, traffic
 * that paused. Nothing that came was other than expected, so that another attempt may tell.
 */
export class HeldUp extends Inconclusive {
  override readonly name = 'HeldUp';
  /** What lacks probes, where a matcher says so. */
  readonly observation: Observation | undefined;

  constructor(message: string, observation?: Observation) {
    super(message);
    this.observation = observation;
  }
}
