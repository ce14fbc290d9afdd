import type { Feature, RequirementResult } from './results.ts';

/**
 * The features that the results belong to, in their order: supported if one of a feature's requirements passed or failed, not
 * if all were skipped; that one could not be told says neither.
 */
export function featuresOf(results: readonly RequirementResult[]): Feature[] {
  const names = [...new Set(results.flatMap(({ feature }) => feature ?? []))];
  return names.map((name) => {
    const own = results.filter(({ feature }) => feature === name);
    const doubted = own.filter(({ verdict }) => verdict === 'inconclusive');
    if (own.some(({ verdict }) => verdict === 'passed' || verdict === 'failed')) {
      return { name, supported: true, reason: '' };
    }
    return doubted.length > 0
      ? { name, supported: null, reason: reasonsOf(doubted) }
      : { name, supported: false, reason: reasonsOf(own) };
  });
}

function reasonsOf(results: readonly RequirementResult[]): string {
  return [...new Set(results.map(({ reason }) => reason))].join('; ');
}

/** `name: reason` of each that is not supported, or in doubt. */
export function withReasons(features: readonly Feature[], supported: false | null): string[] {
  return features.filter((each) => each.supported === supported).map(({ name, reason }) => `${name}: ${reason}`);
}
