/** What an instrumented file shares with whoever switches its mutants: Stryker's own names. */
export interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  readonly mutantCoverage: {
    /** How often each was passed while no test ran. */
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number>>;
  };
}

/** A mutant may be passed so many times as often as without it, and so often on top of that: more is a loop without end. */
const TIMES_AS_OFTEN = 10;
const OFTEN = 100_000;

/** Where the instrumented file finds them. */
export function installSwitches(): Switches {
  const switches: Switches = { mutantCoverage: { static: {}, perTest: {} } };
  Object.assign(globalThis, { __stryker__: switches });
  return switches;
}

/** How often a mutant was passed, all tests together. */
export function passesOf({ mutantCoverage: { static: loading, perTest } }: Switches, id: string): number {
  return [loading[id] ?? 0, ...Object.values(perTest).map((each) => each[id] ?? 0)].reduce((a, b) => a + b, 0);
}

/** From now on the file is this mutant. */
export function activate(switches: Switches, id: string, passes: number): void {
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: OFTEN + TIMES_AS_OFTEN * passes });
}
