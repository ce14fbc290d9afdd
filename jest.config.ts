import type { Config } from 'jest';
import { RUN_CONTEXT_VARIABLE } from './helpers/run/context.ts';

// Node runs TypeScript as it is, so there is nothing to transform.
const native = { extensionsToTreatAsEsm: ['.ts'], transform: {} } satisfies Config;

const unit = {
  ...native,
  displayName: 'unit',
  testMatch: ['<rootDir>/helpers/**/*.test.ts'],
  testPathIgnorePatterns: ['\\.(chaos|engine|page|reference)\\.test\\.ts$'],
};
const engine = { ...native, displayName: 'engine', testMatch: ['<rootDir>/helpers/**/*.engine.test.ts'] };
const page = { ...native, displayName: 'page', testMatch: ['<rootDir>/helpers/**/*.page.test.ts'] };
const reference = { ...native, displayName: 'reference', testMatch: ['<rootDir>/helpers/**/*.reference.test.ts'] };
const chaos = { ...native, displayName: 'chaos', testMatch: ['<rootDir>/helpers/**/*.chaos.test.ts'] };
const specs = { ...native, testMatch: ['<rootDir>/{specs,helpers/run}/**/*.spec.ts'] };

// The specs need the cluster that a run hands them; without one, jest alone runs the tests that need none.
const config: Config = process.env[RUN_CONTEXT_VARIABLE] ? specs : { projects: [unit, chaos, engine, page, reference] };
export default config;
