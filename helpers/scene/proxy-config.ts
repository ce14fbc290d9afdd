/** The settings of kube-proxy that change what a nodePort promises, as kube-proxy itself says on /configz. */
import type { Cluster } from '../cluster/cluster.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';

/** kube-proxy's `--metrics-bind-address` by default, where /proxyMode is too. */
const CONFIGZ_URL = 'http://127.0.0.1:10249/configz';
const CONFIGZ_SECONDS = 5;

export interface ProxyConfig {
  /** `--nodeport-addresses`: CIDRs, `primary` for the node's own addresses, `localhost`; none for all addresses. */
  readonly nodePortAddresses: readonly string[];
  /** `--iptables-localhost-nodeports`. */
  readonly localhostNodePorts: boolean;
  /** `--masquerade-all`. */
  readonly masqueradeAll: boolean;
  /** It can tell traffic of local pods, by `--cluster-cidr` or another `--detect-local-mode`. */
  readonly detectsLocal: boolean;
  readonly featureGates: Readonly<Record<string, boolean>>;
}

const DEFAULTS: ProxyConfig = {
  ...{ nodePortAddresses: [], localhostNodePorts: true, masqueradeAll: false, detectsLocal: true, featureGates: {} },
};

/**
 * The settings of the kube-proxy on that node. Where there is none, or nothing is known of it, the defaults of mode iptables.
 * @throws {Inconclusive} where it does not say.
 */
export async function proxyConfig(
  kube: Kube,
  { proxyMode, clients }: Pick<Cluster, 'proxyMode' | 'clients'>,
  node: string,
  signal?: AbortSignal,
): Promise<ProxyConfig> {
  const mode: string = proxyMode;
  if (mode === 'none' || mode === 'unknown') return DEFAULTS;
  const pod = clients.find((each) => each.hostNetwork && each.node === node);
  if (!pod)
    throw new Inconclusive(`no pod in the network of node ${node}, so kube-proxy's settings there can't be read`);
  const { namespace, name, container } = pod;
  const command = ['curl', '--silent', '--noproxy', '*', '--max-time', String(CONFIGZ_SECONDS), CONFIGZ_URL];
  const { stdout } = await exec(kube, { namespace, pod: name, container, command, signal });
  try {
    return parseConfigz(stdout, mode);
  } catch (error) {
    const text = `kube-proxy's settings can't be read on node ${node}: look at ${CONFIGZ_URL} there`;
    throw new Inconclusive(text, { cause: error });
  }
}

/** What /configz says: with the field names of v1alpha1 from 1.36 on, before that with those of the Go structs. */
export function parseConfigz(text: string, mode: string): ProxyConfig {
  const config = lowerCased(JSON.parse(text))['kubeproxy.config.k8s.io'];
  if (!isObject(config)) throw new Error('no kubeproxy.config.k8s.io in it');
  const { iptables, linux, nodeportaddresses, detectlocal, featuregates } = config;
  const ofMode = config[mode === 'nftables' ? 'nftables' : 'iptables'];
  const addresses = Array.isArray(nodeportaddresses) ? nodeportaddresses.map(String) : [];
  const cidrs = [config.clustercidr, field(detectlocal, 'clustercidrs')].flat().filter(Boolean);
  const byCidr = ['', 'ClusterCIDR'].includes(String(config.detectlocalmode ?? ''));
  return {
    // The default of nftables, which 1.36 and later show and earlier ones resolve.
    nodePortAddresses: addresses.length === 0 && mode === 'nftables' ? ['primary'] : addresses,
    localhostNodePorts: field(iptables, 'localhostnodeports') !== false,
    masqueradeAll: field(linux, 'masqueradeall') === true || field(ofMode, 'masqueradeall') === true,
    detectsLocal: !byCidr || cidrs.length > 0,
    featureGates: (featuregates ?? {}) as Record<string, boolean>,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** The fields' names in lower case, in which both forms agree; feature gates keep theirs. */
function lowerCased(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error('it is no JSON object');
  const entries = Object.entries(value).map(([key, inner]) => {
    const name = key.toLowerCase();
    return [name, isObject(inner) && name !== 'featuregates' ? lowerCased(inner) : inner] as const;
  });
  return Object.fromEntries(entries);
}
