/** One of the shares of a phase's spec files: all of them in this process, side by side. */
import { runTogether } from '../expect/spec-file.ts';
import { LONGEST_FIRST } from './longest-first.ts';
import { shareOf } from './together.ts';

await runTogether(shareOf(process.env, 1), LONGEST_FIRST);
