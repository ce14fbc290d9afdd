import type { Config } from 'jest';
import { RUN_CONTEXT_VARIABLE } from './helpers/run/context.ts';

// Node runs TypeScript as it is, so there is nothing to transform.
const native = { extensionsToTreatAsEsm: ['.ts'], transform: {} } satisfies Config;

const unit = {
  ...native,
  displayName: 'unit',
  testMatch: ['<rootDir>/helpers/**/*.test.ts'],
  testPathIgnorePatterns: ['\\.engine\\.test\\.ts$'],
};
const engine = { ...native, displayName: 'engine', testMatch: ['<rootDir>/helpers/**/*.engine.test.ts'] };
// So many specs of a file side by side: they wait more than they compute. At its end a file may have to wait until what it
// made is gone.
const specs = {
  ...native,
  testMatch: ['<rootDir>/specs/**/*.spec.ts'],
  maxConcurrency: 4,
  testTimeout: 90_000, // more than NAMESPACE_GONE_MS, which a spec process may not be the first to read
};

// The specs need the cluster that a run hands them; without one, jest alone runs the tests that need none.
const config: Config = process.env[RUN_CONTEXT_VARIABLE] ? specs : { projects: [unit, engine] };
export default config;
