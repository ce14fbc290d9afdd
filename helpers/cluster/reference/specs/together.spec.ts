/** The spec files of a phase, all of them in this process, side by side. */
import { runTogether } from '../../../expect/spec-file.ts';
import { SPEC_FILES_VARIABLE } from './spec-files-variable.ts';

// Waiting costs nothing, so it does not matter who begins.
await runTogether(JSON.parse(process.env[SPEC_FILES_VARIABLE] ?? '[]'), []);
