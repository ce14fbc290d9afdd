import { atLeast } from '../../cluster/version.ts';
import type { Findings } from './findings.ts';

/** The first minor whose API server takes every field of the manifests here (`trafficDistribution`, on by default). */
const OLDEST = '1.31';

/** The newest minor that requirements have been written against. */
const NEWEST = '1.37';

export function supportedVersion(version: string): Findings {
  if (!atLeast(version, OLDEST)) {
    return { misses: [`Kubernetes ${version} is too old: ${OLDEST} or later is needed`], notices: [] };
  }
  const newer = atLeast(
    version,
    NEWEST.replace(/\d+$/, (minor) => String(Number(minor) + 1)),
  );
  const notice = `Kubernetes ${version} is newer than what this suite knows (${NEWEST}): see whether there is a newer one`;
  return { misses: [], notices: newer ? [notice] : [] };
}
