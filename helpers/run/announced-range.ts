import { readFileSync } from 'node:fs';
import type { Cluster } from '../cluster/cluster.ts';
import type { Kube } from '../kube/client.ts';
import { routable } from '../probe/node-addresses-routable.ts';
import { addressBytes, addressText } from '../scene/address-bytes.ts';

/** Where nothing is announced this is waited for in silence, in ms. */
const ANSWER_MS = 1_000;

/** The `kubernetes` Service has the first address of the range, and this port (pkg/controlplane: APIServerServiceIP). */
const API_PORT = 443;

/**
 * Whether this process reaches the service range, as where it is announced to routers or routed to a node: the API server has to
 * prove, at its ClusterIP, to be that of the cluster, since somebody else may answer there.
 * @param ask by a TLS session; for tests.
 * @returns what is reached, in a few words; undefined if nothing, or if this process is not the client outside.
 */
export async function announcedRange(
  kube: Pick<Kube, 'config'>,
  { kind, outside, serviceRanges }: Pick<Cluster, 'kind' | 'outside' | 'serviceRanges'>,
  ask: typeof routable = routable,
): Promise<string | undefined> {
  const [range] = serviceRanges;
  const ca = caOf(kube);
  if (outside.kind !== 'process' || kind === 'reference' || range === undefined || !ca) return undefined;
  const address = firstOf(range);
  const at = `${address.includes(':') ? `[${address}]` : address}:${API_PORT}`;
  const { routable: reached } = await ask(`https://${at}`, ca, ANSWER_MS);
  return reached ? `${range}: the API server answers at its ClusterIP, ${at}` : undefined;
}

/** As the kubeconfig has it, or the file that it names. */
function caOf({ config }: Pick<Kube, 'config'>): string | undefined {
  const { caData, caFile } = config.getCurrentCluster() ?? {};
  if (caData) return Buffer.from(caData, 'base64').toString();
  return caFile ? readFileSync(caFile, 'utf8') : undefined;
}

/** What it means, among the first lines. */
export function announcedLine(announced: string): string {
  return `outside reaches the service range, which is announced or routed here (${announced}): ARTICLE-6 will say so; where that is meant to be, --waivers accepts it`;
}

function firstOf(range: string): string {
  const [network = ''] = range.split('/');
  const bytes = addressBytes(network);
  return addressText([...bytes.slice(0, -1), (bytes.at(-1) ?? 0) + 1]);
}
