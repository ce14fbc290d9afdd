/** `npm start`: reads the options, runs, and ends with the run's exit code. */

import { KubeconfigUnusable } from './cluster/existing/kubeconfig.ts';
import { redactOutput } from './redact.ts';
import { catalogueText } from './report/catalogue-text.ts';
import { terminalStyle } from './report/terminal-style.ts';
import { REQUIREMENTS } from './requirements.ts';
import { compareReports } from './run/compare.ts';
import { EXIT_COULD_NOT_TELL, EXIT_USAGE } from './run/exit-codes.ts';
import { parseOptions } from './run/options.ts';
import { outliveReaders } from './run/outlive-readers.ts';
import { lastFailed } from './run/previous.ts';
import { run } from './run/run.ts';
import { focused, ofProfile, required } from './run/selection.ts';
import { USAGE } from './run/usage.ts';
import { UsageError } from './run/usage-error.ts';
import { readWaivers } from './run/waivers-file.ts';
import { WATCHED_IDS } from './watch/path.ts';

const REPORT_DIR = 'report';
/** For output that is under way at the end, in ms: what was given up, such as an engine that hangs, may hold a socket open. */
const LAST_OUTPUT_MS = 1_000;

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = parseOptions(argv, env);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  if (options.compare) {
    const { text, exitCode } = compareReports(options.compare, terminalStyle());
    console.log(text);
    return exitCode;
  }
  const ids = REQUIREMENTS.map(({ id }) => id);
  const chosen = options.lastFailed ? lastFailed(`${REPORT_DIR}/report.json`, ids) : focused(options.focus, ids);
  const selected: readonly string[] = options.watch ? WATCHED_IDS : ofProfile(options.profile, chosen, REQUIREMENTS);
  const require = required(options.require, ids);
  const waivers = options.waivers === undefined ? [] : readWaivers(options.waivers, ids);
  if (options.list) {
    console.log(catalogueText(REQUIREMENTS.filter(({ id }) => selected.includes(id))));
    return 0;
  }
  return run({ argv, options, selected, require, waivers, reportDir: REPORT_DIR }, env);
}

outliveReaders();
redactOutput();
try {
  process.exitCode = await main(process.argv.slice(2), process.env);
} catch (error) {
  console.error((error as Error).message);
  if (error instanceof UsageError) console.error('npm start -- --help lists the options');
  const isUsage = error instanceof UsageError || error instanceof KubeconfigUnusable;
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_COULD_NOT_TELL;
}
setTimeout(() => process.exit(), LAST_OUTPUT_MS).unref();
