/** The spec files of a phase as one: what they share is loaded once, and all of their specs wait at the same time. */
import { SPEC_FILES_VARIABLE } from './spec-files-variable.ts';

const files: string[] = JSON.parse(process.env[SPEC_FILES_VARIABLE] ?? '[]');
for (const file of files) await import(file);
