/** The process that is the reference cluster, for as long as the run that started it lives; it runs the specs of the run, too. */
import type { TroublePlan } from '../../chaos/troubles.ts';
import { listenSomewhere } from './listen.ts';
import { referenceCluster } from './reference-cluster.ts';
import type { Mode } from './routing/cluster-model.ts';
import type { SpecsToRun } from './specs/run-specs.ts';

const [nodes = '3', mode = 'iptables', troubles] = process.argv.slice(2);

const { server, addresses } = await listenSomewhere(({ network, alone }) =>
  referenceCluster({ network, alone, nodes: alone ? 1 : Number(nodes), mode: mode as Mode }),
);
// In this process, so that its delays are on the clock of the specs.
const troubled = troubles === undefined ? undefined : await troubledBy(server, JSON.parse(troubles));
process.once('disconnect', () => process.exit());
process.on('message', async (specs: SpecsToRun) => {
  const { runSpecsHere } = await import('./specs/run-specs.ts');
  process.send?.({ exitCode: await runSpecsHere(specs) });
});
process.send?.({
  ...{ server, troubled },
  nodes: addresses.nodes.map(({ name, internalIP }) => ({ name, internalIPs: [internalIP] })),
});

async function troubledBy(url: string, plan: TroublePlan): Promise<string> {
  const { chaosProxy } = await import('../../chaos/proxy.ts');
  const { hostname: host, port } = new URL(url);
  return (await chaosProxy({ protocol: 'http:', host, port: Number(port) }, plan)).server;
}
