/** `npm run faults`: breaks a throwaway cluster in one way after another, and shows what the requirements catch. */
import { fileURLToPath } from 'node:url';
import { describeMachine } from '../bench/machine.ts';
import { runningCommit } from '../bench/running-commit.ts';
import { connectEngine } from '../cluster/engine.ts';
import { redactOutput } from '../redact.ts';
import { EXIT_COULD_NOT_TELL, EXIT_USAGE } from '../run/exit-codes.ts';
import { outliveReaders } from '../run/outlive-readers.ts';
import { UsageError } from '../run/usage-error.ts';
import { chosenTrials, isKeptIn } from './choose.ts';
import { listLines } from './lines.ts';
import { parseFaultOptions, USAGE } from './options.ts';
import { readTrials } from './record.ts';
import { runTrials } from './run-trials.ts';
import { TRIALS } from './trials.ts';

const DIR = fileURLToPath(new URL('../../docs/faults/', import.meta.url));
const LOG_DIR = 'report/faults';

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = parseFaultOptions(argv, env);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const { names, mode, dualStack } = options;
  const records = readTrials(DIR);
  const choose = (kubernetesVersion: string) =>
    chosenTrials(names, TRIALS, { mode, dualStack }, isKeptIn(records, { mode, kubernetesVersion }));
  if (options.list) {
    console.log(listLines(TRIALS));
    return 0;
  }
  chosenTrials(names, TRIALS, { mode, dualStack }, () => true);
  const engine = await connectEngine();
  const machine = await describeMachine(engine);
  return runTrials(
    { options, choose, dir: DIR, logDir: LOG_DIR, commit: runningCommit(), machine, docker: engine.docker },
    env,
  );
}

outliveReaders();
redactOutput();
try {
  process.exitCode = await main(process.argv.slice(2), process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_COULD_NOT_TELL;
}
