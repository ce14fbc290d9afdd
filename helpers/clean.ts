/** `npm run clean`: removes what dead runs left, on the Docker engine and, given a kubeconfig, in a cluster. */
import { parseArgs } from 'node:util';
import { cleanCluster, cleanEngine, cleanNamespace } from './cluster/clean.ts';
import { connectEngine } from './cluster/engine.ts';
import { EngineError } from './cluster/engine-error.ts';
import { KubeconfigUnusable, namedCluster } from './cluster/existing/kubeconfig.ts';
import { Kube } from './kube/client.ts';
import { redactOutput } from './redact.ts';
import { commandLine } from './run/command-line.ts';
import { EXIT_COULD_NOT_TELL, EXIT_USAGE } from './run/exit-codes.ts';
import { cleanWorkFolders } from './run/work-folder.ts';

const USAGE = `npm run clean -- [--kubeconfig FILE [--context NAME] [--namespace NAME]]

Removes the containers, volumes, networks and folders of runs that have ended, kept clusters included, and, given a kubeconfig,
their namespaces in that cluster, or what they have left in the one that is named. What belongs to a run that is still alive is left alone, and named.`;

function optionsOf(argv: readonly string[]) {
  const options = {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    namespace: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = commandLine(USAGE, () => parseArgs({ args: [...argv], options }));
  if (!values.help) return values;
  console.log(USAGE);
  process.exit();
}

/** @param only whether there may be no engine at all: the runs were on somebody else's cluster. */
async function cleanEngineIfAny(only: boolean): Promise<void> {
  try {
    await cleanEngine((await connectEngine()).docker, { print: console.log });
  } catch (error) {
    if (!only || !(error instanceof EngineError) || error.kind !== 'no engine') throw error;
    console.log('no Docker engine here, so nothing of ours on one');
  }
}

redactOutput();
const { kubeconfig, context, namespace } = optionsOf(process.argv.slice(2));
try {
  if (kubeconfig !== undefined) {
    await using kube = new Kube(namedCluster(kubeconfig, context).config);
    if (namespace === undefined) await cleanCluster(kube, { print: console.log });
    else await cleanNamespace(kube, namespace, { print: console.log });
  }
  await cleanEngineIfAny(kubeconfig !== undefined);
  cleanWorkFolders(console.log);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof KubeconfigUnusable ? EXIT_USAGE : EXIT_COULD_NOT_TELL;
}
