/** Known deviations of a cluster: they are shown, and do not keep a run from passing until a day that was set. */
import type { RequirementResult, Waived } from './results.ts';

export interface Waiver extends Waived {
  readonly id: string;
}

export interface Applied {
  readonly results: RequirementResult[];
  /** One line for each waiver that has run out. */
  readonly errors: string[];
}

/** Marks what is waived. One that has run out waives nothing, and is an error as long as it stands there. */
export function applyWaivers(results: readonly RequirementResult[], waivers: readonly Waiver[], now: Date): Applied {
  const today = now.toISOString().slice(0, 10);
  const valid = waivers.filter(({ until }) => until >= today);
  return {
    results: results.map((result) => {
      const waiver = valid.find(({ id }) => id === result.id);
      const isOpen = result.verdict === 'failed' || result.verdict === 'inconclusive';
      return waiver && isOpen ? { ...result, waived: { reason: waiver.reason, until: waiver.until } } : result;
    }),
    errors: waivers
      .filter((waiver) => !valid.includes(waiver))
      .map(({ id, reason, until }) => `the waiver of ${id} ran out on ${until} (${reason}): renew it or take it out`),
  };
}

/** What a form of report says of a waived requirement. */
export function waivedInWords({ reason, until }: Waived): string {
  return `waived until ${until}: ${reason}`;
}
