/** Thrown where a requirement can't be judged: no evidence, or evidence that can't be trusted. Never a pass, never an accusation. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}
