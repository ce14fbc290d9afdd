/** For tests: what one rule says, as lines. */
import type { FailureFacts } from '../failure-facts.ts';
import type { Rule } from './rule.ts';
import { sampleFacts } from './sample-facts.ts';

export function says(rule: Rule, stated: Partial<FailureFacts>): string[] {
  return rule.says(sampleFacts(stated)).map(({ certainty, sentence }) => `${certainty}: ${sentence}`);
}
