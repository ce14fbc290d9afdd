import { fileURLToPath } from 'node:url';

/** The spec files that each load a share of others. */
const ENTRIES = ['together-1.spec.ts', 'together-2.spec.ts'];

/** The environment variable that names the shares, as JSON. */
export const SHARES_VARIABLE = 'SERVICE_CONFORMANCE_SHARES';

export interface Together {
  /** What Jest is to run. */
  readonly entries: readonly string[];
  /** Paths of the spec files that each entry loads. */
  readonly shares: readonly (readonly string[])[];
}

/** Deals spec files out to as many processes as there are entries: there and back, so that neighbours, which are alike, part. */
export function dealtOut(files: readonly string[]): Together {
  const rounds = 2 * ENTRIES.length;
  const dealt = ENTRIES.map((_, place) =>
    files.filter((_file, index) => [place, rounds - 1 - place].includes(index % rounds)),
  );
  const shares = dealt.filter((share) => share.length > 0);
  const entries = ENTRIES.slice(0, shares.length).map((name) => fileURLToPath(new URL(name, import.meta.url)));
  return { entries, shares };
}

/** The paths that one entry is to load. */
export function shareOf(env: NodeJS.ProcessEnv, place: number): readonly string[] {
  const shares = JSON.parse(env[SHARES_VARIABLE] ?? '[]') as Together['shares'];
  return shares[place] ?? [];
}
