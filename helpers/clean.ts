/** `npm run clean`: removes what dead runs left, on the Docker engine and, given a kubeconfig, in a cluster. */
import { parseArgs } from 'node:util';
import { cleanCluster, cleanEngine } from './cluster/clean.ts';
import { connectEngine } from './cluster/engine.ts';
import { Kube } from './kube/client.ts';
import { cleanWorkFolders } from './run/work-folder.ts';

const USAGE = `npm run clean -- [--kubeconfig FILE]

Removes the containers, volumes, networks and folders of runs that have ended, kept clusters included, and, given a kubeconfig,
their namespaces in that cluster. What belongs to a run that is still alive is left alone, and named.`;

const EXIT_NOT_ALL_REMOVED = 2;
/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;

function kubeconfigOf(argv: readonly string[]): string | undefined {
  const options = { kubeconfig: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values } = parseArgs({ args: [...argv], options });
    if (!values.help) return values.kubeconfig;
    console.log(USAGE);
    process.exit();
  } catch (error) {
    console.error(`${(error as Error).message.split('. ')[0]}\n\n${USAGE}`);
    process.exit(EXIT_USAGE);
  }
}

const kubeconfig = kubeconfigOf(process.argv.slice(2));
try {
  if (kubeconfig) {
    await using kube = Kube.fromFile(kubeconfig);
    await cleanCluster(kube, { print: console.log });
  }
  await cleanEngine((await connectEngine()).docker, { print: console.log });
  cleanWorkFolders(console.log);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = EXIT_NOT_ALL_REMOVED;
}
