import type { RequirementResult } from './results.ts';

/** Why it did not pass, with what the facts say of the cause; empty if it passed. */
export function explained({ explanation, reason, diagnosis }: RequirementResult): string {
  const text = explanation || reason;
  const lines = diagnosis.map((line) => `    ${line}`);
  return lines.length === 0 ? text : [text, '  diagnosis:', ...lines].join('\n');
}
