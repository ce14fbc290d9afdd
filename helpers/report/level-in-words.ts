import type { Requirement } from '../catalogue/requirement.ts';

/** `core`, or `extended: ` and the feature. */
export function levelInWords({ level, feature }: Pick<Requirement, 'level' | 'feature'>): string {
  return feature === undefined ? level : `${level}: ${feature}`;
}
