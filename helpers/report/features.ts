import type { Feature, RequirementResult } from './results.ts';

/** The features that the results belong to, in their order: supported unless all of a feature's requirements were skipped. */
export function featuresOf(results: readonly RequirementResult[]): Feature[] {
  const names = [...new Set(results.flatMap(({ feature }) => feature ?? []))];
  return names.map((name) => {
    const own = results.filter(({ feature }) => feature === name);
    const supported = own.some(({ verdict }) => verdict !== 'skipped');
    const reasons = new Set(own.map(({ reason }) => reason));
    return { name, supported, reason: supported ? '' : [...reasons].join('; ') };
  });
}
